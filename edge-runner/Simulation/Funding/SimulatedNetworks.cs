using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>The networks between venues: withdrawals leave over them, and become deposits wherever their address leads.</summary>
/// <param name="plan">Who owns which address, and what goes wrong.</param>
/// <param name="venues">Their terms.</param>
/// <param name="books">What there is.</param>
/// <param name="fates">What becomes of each withdrawal.</param>
/// <param name="agenda">When it does.</param>
/// <param name="write">Every change goes through it into the log and the books.</param>
internal sealed class SimulatedNetworks(
    FundingPlan plan, IReadOnlyDictionary<Venue, FundingVenue> venues, FundingBooks books, FundingFates fates, FundingAgenda agenda, Action<FundingLine> write)
{
    /// <summary>A venue's networks as they are now: what is suspended is not enabled.</summary>
    public IEnumerable<NetworkTerms> NetworksOf(Venue venue) => venues[venue].Networks.Select(network => network with
    {
        DepositEnabled = network.DepositEnabled && !IsSuspended(venue, network.Asset, network.Network, FundingDirection.Deposit),
        WithdrawEnabled = network.WithdrawEnabled && !IsSuspended(venue, network.Asset, network.Network, FundingDirection.Withdraw),
    });

    public NetworkTerms? NetworkOf(Venue venue, Asset asset, string network)
        => NetworksOf(venue).FirstOrDefault(terms => terms.Asset == asset && terms.Network == network);

    public Withdrawal? FindWithdrawal(Venue venue, string clientId)
        => clientId.Length == 0 ? null : books.Withdrawals.FirstOrDefault(withdrawal => withdrawal.Venue == venue && withdrawal.ClientId == clientId);

    /// <summary>Takes a withdrawal, once; or says why not.</summary>
    public WithdrawalAnswer Withdraw(WithdrawalRequest request)
    {
        if (FindWithdrawal(request.Venue, request.ClientId) is { } earlier)
            return new WithdrawalAnswer(WithdrawalRefusal.Duplicate, earlier);
        var terms = NetworkOf(request.Venue, request.Asset, request.Network);
        var wallet = venues[request.Venue].WithdrawsFrom;
        var refusal = Check(request, terms, wallet);
        if (refusal != WithdrawalRefusal.None)
            return new WithdrawalAnswer(refusal, null);
        var number = books.Withdrawals.Count + 1;
        var withdrawal = new Withdrawal(
            number,
            request.Venue,
            wallet,
            request.ClientId,
            request.Asset,
            request.Network,
            request.Address,
            request.Tag,
            request.Amount,
            terms!.WithdrawFee,
            WithdrawalState.Pending,
            TxId: "",
            RequestedAt: agenda.Now,
            ChangedAt: agenda.Now,
            fates.CourseOf(number, terms.Takes, agenda.Now))
        {
            Remark = request.Remark,
        };
        write(new FundingLine(agenda.Now, withdrawal));
        Follow(withdrawal);
        return new WithdrawalAnswer(WithdrawalRefusal.None, withdrawal);
    }

    /// <summary>Plans the next thing that happens to a withdrawal. It is read again when it does.</summary>
    public void Follow(Withdrawal withdrawal)
    {
        var (course, number) = (withdrawal.Course, withdrawal.Number);
        if (withdrawal.IsOver)
            return;
        if (withdrawal.State == WithdrawalState.Pending)
            agenda.At(course.SendsAt, FundingRank.Withdrawal, number, () => Leave(number));
        else if (!books.Arrived.Contains(number))
            agenda.At(course.SeenAt, FundingRank.Withdrawal, number, () => Arrive(number));
        else
            agenda.At(course.ConfirmsAt, FundingRank.Withdrawal, number, () => Confirm(number));
    }

    /// <summary>Plans when it is credited.</summary>
    public void Follow(Deposit deposit) => agenda.At(deposit.CreditsAt, FundingRank.Deposit, deposit.Number, () => Credit(deposit.Number));

    private bool IsSuspended(Venue venue, Asset asset, string network, FundingDirection direction)
        => plan.Faults.Suspensions.Any(suspension => suspension.Holds(venue, asset, network, direction, agenda.Now));

    private WithdrawalRefusal Check(WithdrawalRequest request, NetworkTerms? terms, FundingWallet wallet)
    {
        if (terms is null)
            return WithdrawalRefusal.UnknownNetwork;
        if (!terms.WithdrawEnabled)
            return WithdrawalRefusal.Suspended;
        if (terms.TagRequired && request.Tag.Length == 0)
            return WithdrawalRefusal.TagMissing;
        if (!plan.Allowed.Any(allowed => allowed.Venue == request.Venue && allowed.Asset == request.Asset && allowed.Network == request.Network
                && allowed.Address == request.Address && allowed.Tag == request.Tag))
            return WithdrawalRefusal.NotAllowed;
        if (request.Amount.Sign <= 0)
            return WithdrawalRefusal.BadAmount;
        if (request.Amount < terms.MinWithdraw)
            return WithdrawalRefusal.BelowMinimum;
        if (request.MostFee is { } most && terms.WithdrawFee > most)
            return WithdrawalRefusal.FeeTooHigh;
        return books.FreeOf(request.Venue, wallet, request.Asset) < request.Amount + terms.WithdrawFee ? WithdrawalRefusal.InsufficientFunds : WithdrawalRefusal.None;
    }

    private void Leave(long number)
    {
        var withdrawal = books.WithdrawalOf(number);
        var next = withdrawal.Course.Returns
            ? withdrawal with { State = WithdrawalState.Returned, ChangedAt = agenda.Now }
            : withdrawal with { State = WithdrawalState.Sent, ChangedAt = agenda.Now, TxId = SimulatedAddresses.Transaction(plan.Seed, number, withdrawal.Network) };
        write(new FundingLine(agenda.Now, next));
        Follow(next);
    }

    private void Arrive(long number)
    {
        var withdrawal = books.WithdrawalOf(number);
        var (owner, hold) = OwnerOf(withdrawal);
        var state = hold switch
        {
            DepositHold.None => DepositState.Pending,
            DepositHold.UnknownAddress => DepositState.Lost,
            _ => DepositState.Stuck,
        };
        var deposit = new Deposit(
            books.Deposits.Count + 1,
            owner,
            owner is { } venue ? venues[venue].DepositsTo : FundingWallet.Trade,
            number,
            withdrawal.Asset,
            withdrawal.Network,
            withdrawal.Address,
            withdrawal.Tag,
            withdrawal.Amount,
            withdrawal.TxId,
            state,
            hold,
            SeenAt: agenda.Now,
            ChangedAt: agenda.Now,
            withdrawal.Course.CreditsAt);
        write(new FundingLine(agenda.Now, Deposit: deposit));
        Follow(withdrawal);
        if (state == DepositState.Pending)
            Follow(deposit);
    }

    private void Confirm(long number)
        => write(new FundingLine(agenda.Now, books.WithdrawalOf(number) with { State = WithdrawalState.Completed, ChangedAt = agenda.Now }));

    private (Venue? Owner, DepositHold Hold) OwnerOf(Withdrawal withdrawal)
    {
        var known = plan.Addresses.Where(address => address.Address == withdrawal.Address).ToList();
        if (known.Count == 0)
            return (null, DepositHold.UnknownAddress);
        var right = known.FirstOrDefault(address => address.Asset == withdrawal.Asset && address.Network == withdrawal.Network);
        if (right is null)
            return (known[0].Owner, DepositHold.WrongNetwork);
        if (right.Owner is not { } venue)
            return (null, DepositHold.None);
        var terms = NetworkOf(venue, withdrawal.Asset, withdrawal.Network);
        if (terms is null)
            return (venue, DepositHold.WrongNetwork);
        if (right.Tag != withdrawal.Tag)
            return (venue, DepositHold.WrongTag);
        return (venue, withdrawal.Amount < terms.MinDeposit ? DepositHold.BelowMinimum : DepositHold.None);
    }

    /// <summary>Credits it, or looks again when the venue's suspension is over.</summary>
    private void Credit(long number)
    {
        var deposit = books.DepositOf(number);
        if (deposit.State != DepositState.Pending)
            return;
        var suspension = deposit.Venue is { } venue
            ? plan.Faults.Suspensions.FirstOrDefault(each => each.Holds(venue, deposit.Asset, deposit.Network, FundingDirection.Deposit, agenda.Now))
            : null;
        if (suspension is not null)
            agenda.At(suspension.Until, FundingRank.Deposit, number, () => Credit(number));
        else
            write(new FundingLine(agenda.Now, Deposit: deposit with { State = DepositState.Credited, ChangedAt = agenda.Now }));
    }
}
