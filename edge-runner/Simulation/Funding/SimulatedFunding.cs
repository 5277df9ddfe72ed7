using Arbit.Accounts;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// What venues do outside trading: withdrawals that become deposits elsewhere, staking, wallets, fees. Nothing here is real. It has
/// no clock: time is told, and the same plan with the same requests at the same times comes to the same end. Like a venue it
/// outlives the process: each change is a line of its own log, written before money moves, and a restart goes on with what is under
/// way. One thread at a time; its accounts belong to the same one.
/// </summary>
public sealed class SimulatedFunding : IDisposable
{
    private const long Day = 86_400_000_000_000;

    /// <summary>What happens first of what is due at one time, whenever it was planned: the last day's yield comes before the release.</summary>
    private enum Rank
    {
        Withdrawal,
        Deposit,
        Yield,
        Release,
    }

    private readonly FundingPlan _plan;
    private readonly FundingBooks _books;
    private readonly FundingFates _fates;
    private readonly AppendLog? _log;
    private readonly Dictionary<Venue, FundingVenue> _venues;
    private readonly PriorityQueue<Action, (long At, Rank Rank, long Number, long Order)> _due = new();
    private long _order;

    /// <param name="plan">How the venues are, and what goes wrong.</param>
    /// <param name="accounts">Where the money that trades is.</param>
    /// <param name="path">Its own log; null for one that forgets.</param>
    /// <exception cref="ArgumentException">Names everything that is wrong with the plan.</exception>
    /// <exception cref="InvalidDataException">The log and the accounts do not belong together.</exception>
    public SimulatedFunding(FundingPlan plan, IFundingAccounts accounts, string? path = null)
    {
        var problems = plan.Problems();
        if (problems.Count > 0)
            throw new ArgumentException($"The funding cannot be simulated: {string.Join("; ", problems)}.", nameof(plan));
        _plan = plan;
        _venues = plan.Venues.ToDictionary(venue => venue.Venue);
        _books = new FundingBooks(accounts);
        _log = path is null ? null : AppendLog.Open(path, Recall);
        _fates = new FundingFates(plan.Seed + (ulong)_books.Lines, plan.Faults);
        foreach (var withdrawal in _books.Withdrawals.Where(withdrawal => !withdrawal.IsOver))
            Follow(withdrawal);
        foreach (var deposit in _books.Deposits.Where(deposit => deposit.State == DepositState.Pending))
            Follow(deposit);
        foreach (var stake in _books.Stakes.Where(stake => stake.State != StakeState.Released))
            Follow(stake);
    }

    /// <summary>The last time that was told, Unix nanoseconds.</summary>
    public long Now { get; private set; }

    /// <summary>When something next happens here; <see cref="long.MaxValue"/> where nothing does by itself.</summary>
    public long NextDue => _due.TryPeek(out _, out var when) ? when.At : long.MaxValue;

    public IEnumerable<Venue> Venues => _venues.Keys;

    /// <summary>Tells it the time: everything due until then happens, in order.</summary>
    public void Advance(long now)
    {
        while (_due.TryPeek(out var happens, out var when) && when.At <= now)
        {
            _due.Dequeue();
            Now = Math.Max(Now, when.At);
            happens();
        }

        Now = Math.Max(Now, now);
    }

    public FundingVenue TermsOf(Venue venue) => _venues[venue];

    /// <summary>A venue's networks as they are now: what is suspended is not enabled.</summary>
    public IEnumerable<NetworkTerms> NetworksOf(Venue venue) => _venues[venue].Networks.Select(network => network with
    {
        DepositEnabled = network.DepositEnabled && !IsSuspended(venue, network.Asset, network.Network, FundingDirection.Deposit),
        WithdrawEnabled = network.WithdrawEnabled && !IsSuspended(venue, network.Asset, network.Network, FundingDirection.Withdraw),
    });

    public NetworkTerms? NetworkOf(Venue venue, Asset asset, string network)
        => NetworksOf(venue).FirstOrDefault(terms => terms.Asset == asset && terms.Network == network);

    /// <summary>A venue's own deposit addresses.</summary>
    public IEnumerable<FundingAddress> AddressesOf(Venue venue) => _plan.Addresses.Where(address => address.Owner == venue);

    public IEnumerable<VenueAddress> AllowedOf(Venue venue) => _plan.Allowed.Where(allowed => allowed.Venue == venue);

    /// <summary>What the account pays on a pair.</summary>
    public FeeSchedule FeesOf(Venue venue, Symbol symbol) => _venues[venue].PairFees.GetValueOrDefault(symbol, _venues[venue].Fees);

    /// <summary>Newest first.</summary>
    public IEnumerable<Withdrawal> WithdrawalsOf(Venue venue) => _books.Withdrawals.Where(withdrawal => withdrawal.Venue == venue).Reverse();

    public Withdrawal? FindWithdrawal(Venue venue, string clientId)
        => clientId.Length == 0 ? null : _books.Withdrawals.FirstOrDefault(withdrawal => withdrawal.Venue == venue && withdrawal.ClientId == clientId);

    /// <summary>Newest first.</summary>
    public IEnumerable<Deposit> DepositsOf(Venue venue) => _books.Deposits.Where(deposit => deposit.Venue == venue && deposit.State != DepositState.Lost).Reverse();

    /// <summary>Newest first.</summary>
    public IEnumerable<Stake> StakesOf(Venue venue) => _books.Stakes.Where(stake => stake.Venue == venue).Reverse();

    public Stake? FindStake(Venue venue, string clientId)
        => clientId.Length == 0 ? null : _books.Stakes.FirstOrDefault(stake => stake.Venue == venue && stake.ClientId == clientId);

    /// <summary>Wallet by wallet; what is staked is in none.</summary>
    public IEnumerable<WalletHolding> HoldingsOf(Venue venue) => _books.HoldingsOf(venue);

    /// <summary>Has left an account and is credited nowhere yet, what is stuck among it.</summary>
    public Amount InTransit(Asset asset) => _books.InTransit.GetValueOrDefault(asset);

    public Amount ColdWallet(Asset asset) => _books.ColdWallet.GetValueOrDefault(asset);

    /// <summary>With its yield.</summary>
    public Amount Staked(Asset asset) => _books.Staked.GetValueOrDefault(asset);

    /// <summary>Sent to addresses that nobody here owns.</summary>
    public Amount Lost(Asset asset) => _books.Lost.GetValueOrDefault(asset);

    /// <summary>What withdrawals have cost.</summary>
    public Amount FeesPaid(Asset asset) => _books.FeesPaid.GetValueOrDefault(asset);

    /// <summary>What stakes have earned: the only money that comes from outside.</summary>
    public Amount Yielded(Asset asset) => _books.Yielded.GetValueOrDefault(asset);

    /// <summary>Takes a withdrawal, once; or says why not; or says nothing, having done either.</summary>
    public WithdrawalAnswer Withdraw(WithdrawalRequest request)
    {
        var loss = _fates.NextLoss();
        if (loss.Request)
            return WithdrawalAnswer.Lost;
        var answer = Take(request);
        return loss.Answer ? WithdrawalAnswer.Lost : answer;
    }

    /// <summary>Stakes out of the account that trades.</summary>
    public StakeAnswer Stake(Venue venue, string clientId, string product, Amount amount)
    {
        var loss = _fates.NextLoss();
        if (loss.Request)
            return StakeAnswer.Lost;
        var answer = TakeStake(venue, clientId, product, amount);
        return loss.Answer ? StakeAnswer.Lost : answer;
    }

    /// <summary>
    /// Asks a stake back: flexible ones are back at once; others after the days that the product takes, and never before their lock is over.
    /// </summary>
    /// <param name="number">The stake's.</param>
    /// <param name="amount">Part of a flexible one, without its yield; null for all of it, with the yield.</param>
    public StakeAnswer Unstake(Venue venue, long number, Amount? amount = null)
    {
        var loss = _fates.NextLoss();
        if (loss.Request)
            return StakeAnswer.Lost;
        var answer = GiveBack(venue, number, amount);
        return loss.Answer ? StakeAnswer.Lost : answer;
    }

    /// <summary>Moves money between the wallets of one account, at once.</summary>
    public WalletTransferRefusal Transfer(Venue venue, string clientId, Asset asset, FundingWallet from, FundingWallet to, Amount amount)
    {
        if (from == to || !_venues[venue].HasMain)
            return WalletTransferRefusal.NoSuchWallet;
        if (amount.Sign <= 0)
            return WalletTransferRefusal.BadAmount;
        if (clientId.Length > 0 && _books.Transfers.Any(transfer => transfer.Venue == venue && transfer.ClientId == clientId))
            return WalletTransferRefusal.Duplicate;
        if (_books.FreeOf(venue, from, asset) < amount)
            return WalletTransferRefusal.InsufficientFunds;
        Write(new FundingLine(Now, Transfer: new WalletTransfer(_books.Transfers.Count + 1, venue, clientId, asset, from, to, amount, Now)));
        return WalletTransferRefusal.None;
    }

    /// <summary>A person at the venue credits what was stuck. False where no such deposit is.</summary>
    public bool Release(long deposit)
    {
        if (_books.Deposits.FirstOrDefault(each => each.Number == deposit) is not { State: DepositState.Stuck } stuck)
            return false;
        Write(new FundingLine(Now, Deposit: stuck with { State = DepositState.Credited, ChangedAt = Now }));
        return true;
    }

    public void Dispose() => _log?.Dispose();

    private void Recall(ReadOnlySpan<byte> bytes)
    {
        var line = RecordCodec.Decode<FundingLine>(bytes);
        Now = Math.Max(Now, line.At);
        _books.Apply(line);
    }

    private void Write(FundingLine line)
    {
        _log?.Append(RecordCodec.Encode(line));
        _books.Apply(line);
    }

    private void At(long time, Rank rank, long number, Action happens) => _due.Enqueue(happens, (Math.Max(time, Now), rank, number, ++_order));

    private bool IsSuspended(Venue venue, Asset asset, string network, FundingDirection direction)
        => _plan.Faults.Suspensions.Any(suspension => suspension.Holds(venue, asset, network, direction, Now));

    private WithdrawalAnswer Take(WithdrawalRequest request)
    {
        if (FindWithdrawal(request.Venue, request.ClientId) is { } earlier)
            return new WithdrawalAnswer(WithdrawalRefusal.Duplicate, earlier);
        var terms = NetworkOf(request.Venue, request.Asset, request.Network);
        var wallet = _venues[request.Venue].WithdrawsFrom;
        var refusal = Check(request, terms, wallet);
        if (refusal != WithdrawalRefusal.None)
            return new WithdrawalAnswer(refusal, null);
        var number = _books.Withdrawals.Count + 1;
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
            RequestedAt: Now,
            ChangedAt: Now,
            _fates.CourseOf(number, terms.Takes, Now))
        {
            Remark = request.Remark,
        };
        Write(new FundingLine(Now, withdrawal));
        Follow(withdrawal);
        return new WithdrawalAnswer(WithdrawalRefusal.None, withdrawal);
    }

    private WithdrawalRefusal Check(WithdrawalRequest request, NetworkTerms? terms, FundingWallet wallet)
    {
        if (terms is null)
            return WithdrawalRefusal.UnknownNetwork;
        if (!terms.WithdrawEnabled)
            return WithdrawalRefusal.Suspended;
        if (terms.TagRequired && request.Tag.Length == 0)
            return WithdrawalRefusal.TagMissing;
        if (!_plan.Allowed.Any(allowed => allowed.Venue == request.Venue && allowed.Asset == request.Asset && allowed.Network == request.Network
                && allowed.Address == request.Address && allowed.Tag == request.Tag))
            return WithdrawalRefusal.NotAllowed;
        if (request.Amount.Sign <= 0)
            return WithdrawalRefusal.BadAmount;
        if (request.Amount < terms.MinWithdraw)
            return WithdrawalRefusal.BelowMinimum;
        if (request.MostFee is { } most && terms.WithdrawFee > most)
            return WithdrawalRefusal.FeeTooHigh;
        return _books.FreeOf(request.Venue, wallet, request.Asset) < request.Amount + terms.WithdrawFee ? WithdrawalRefusal.InsufficientFunds : WithdrawalRefusal.None;
    }

    /// <summary>Plans the next thing that happens to a withdrawal. It is read again when it does.</summary>
    private void Follow(Withdrawal withdrawal)
    {
        var (course, number) = (withdrawal.Course, withdrawal.Number);
        if (withdrawal.IsOver)
            return;
        if (withdrawal.State == WithdrawalState.Pending)
            At(course.SendsAt, Rank.Withdrawal, number, () => Leave(number));
        else if (!_books.Arrived.Contains(number))
            At(course.SeenAt, Rank.Withdrawal, number, () => Arrive(number));
        else
            At(course.ConfirmsAt, Rank.Withdrawal, number, () => Confirm(number));
    }

    private void Leave(long number)
    {
        var withdrawal = _books.WithdrawalOf(number);
        var next = withdrawal.Course.Returns
            ? withdrawal with { State = WithdrawalState.Returned, ChangedAt = Now }
            : withdrawal with { State = WithdrawalState.Sent, ChangedAt = Now, TxId = SimulatedAddresses.Transaction(_plan.Seed, number, withdrawal.Network) };
        Write(new FundingLine(Now, next));
        Follow(next);
    }

    private void Arrive(long number)
    {
        var withdrawal = _books.WithdrawalOf(number);
        var (owner, hold) = OwnerOf(withdrawal);
        var state = hold switch
        {
            DepositHold.None => DepositState.Pending,
            DepositHold.UnknownAddress => DepositState.Lost,
            _ => DepositState.Stuck,
        };
        var deposit = new Deposit(
            _books.Deposits.Count + 1,
            owner,
            owner is { } venue ? _venues[venue].DepositsTo : FundingWallet.Trade,
            number,
            withdrawal.Asset,
            withdrawal.Network,
            withdrawal.Address,
            withdrawal.Tag,
            withdrawal.Amount,
            withdrawal.TxId,
            state,
            hold,
            SeenAt: Now,
            ChangedAt: Now,
            withdrawal.Course.CreditsAt);
        Write(new FundingLine(Now, Deposit: deposit));
        Follow(withdrawal);
        if (state == DepositState.Pending)
            Follow(deposit);
    }

    private void Confirm(long number)
        => Write(new FundingLine(Now, _books.WithdrawalOf(number) with { State = WithdrawalState.Completed, ChangedAt = Now }));

    private (Venue? Owner, DepositHold Hold) OwnerOf(Withdrawal withdrawal)
    {
        var known = _plan.Addresses.Where(address => address.Address == withdrawal.Address).ToList();
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

    private void Follow(Deposit deposit) => At(deposit.CreditsAt, Rank.Deposit, deposit.Number, () => Credit(deposit.Number));

    /// <summary>Credits it, or looks again when the venue's suspension is over.</summary>
    private void Credit(long number)
    {
        var deposit = _books.DepositOf(number);
        if (deposit.State != DepositState.Pending)
            return;
        var suspension = deposit.Venue is { } venue
            ? _plan.Faults.Suspensions.FirstOrDefault(each => each.Holds(venue, deposit.Asset, deposit.Network, FundingDirection.Deposit, Now))
            : null;
        if (suspension is not null)
            At(suspension.Until, Rank.Deposit, number, () => Credit(number));
        else
            Write(new FundingLine(Now, Deposit: deposit with { State = DepositState.Credited, ChangedAt = Now }));
    }

    private StakeAnswer TakeStake(Venue venue, string clientId, string product, Amount amount)
    {
        if (FindStake(venue, clientId) is { } earlier)
            return new StakeAnswer(StakeRefusal.Duplicate, earlier);
        if (_venues[venue].Products.FirstOrDefault(each => each.Id == product) is not { } terms)
            return new StakeAnswer(StakeRefusal.UnknownProduct, null);
        if (amount.Sign <= 0)
            return new StakeAnswer(StakeRefusal.BadAmount, null);
        if (amount < terms.Minimum)
            return new StakeAnswer(StakeRefusal.BelowMinimum, null);
        if (_books.FreeOf(venue, FundingWallet.Trade, terms.Asset) < amount)
            return new StakeAnswer(StakeRefusal.InsufficientFunds, null);
        var stake = new Stake(
            _books.Stakes.Count + 1,
            venue,
            clientId,
            product,
            terms.Asset,
            amount,
            StakeState.Staked,
            StakedAt: Now,
            LockedUntil: Now + (terms.LockDays * Day),
            ReleasesAt: 0,
            DaysPaid: 0,
            Amount.Zero,
            Revision: 0);
        Write(new FundingLine(Now, Stake: stake));
        Follow(stake);
        return new StakeAnswer(StakeRefusal.None, stake);
    }

    private StakeAnswer GiveBack(Venue venue, long number, Amount? amount)
    {
        if (_books.Stakes.FirstOrDefault(each => each.Number == number && each.Venue == venue) is not { } stake)
            return new StakeAnswer(StakeRefusal.UnknownStake, null);
        if (stake.State != StakeState.Staked)
            return new StakeAnswer(StakeRefusal.NotStaked, stake);
        var terms = ProductOf(stake);
        if (amount is { } part && (part.Sign <= 0 || part > stake.Amount || (!terms.IsFlexible && part < stake.Amount)))
            return new StakeAnswer(StakeRefusal.BadAmount, stake);
        Stake next;
        if (amount is { } some && some < stake.Amount)
        {
            next = Next(stake) with { Amount = stake.Amount - some };
        }
        else
        {
            var releasesAt = Math.Max(stake.LockedUntil, Now) + (terms.ReleaseDays * Day);
            next = Next(stake) with { State = releasesAt <= Now ? StakeState.Released : StakeState.Releasing, ReleasesAt = releasesAt };
        }

        Write(new FundingLine(Now, Stake: next));
        if (next.State == StakeState.Releasing)
            At(next.ReleasesAt, Rank.Release, number, () => ComeBack(number));
        return new StakeAnswer(StakeRefusal.None, next);
    }

    private void ComeBack(long number)
    {
        if (_books.StakeOf(number) is { State: StakeState.Releasing } stake)
            Write(new FundingLine(Now, Stake: Next(stake) with { State = StakeState.Released }));
    }

    private static Stake Next(Stake stake) => stake with { Revision = stake.Revision + 1 };

    private StakingProduct ProductOf(Stake stake) => _venues[stake.Venue].Products.First(product => product.Id == stake.Product);

    private void Follow(Stake stake)
    {
        At(stake.StakedAt + ((stake.DaysPaid + 1) * Day), Rank.Yield, stake.Number, () => Pay(stake.Number));
        if (stake.State == StakeState.Releasing)
            At(stake.ReleasesAt, Rank.Release, stake.Number, () => ComeBack(stake.Number));
    }

    /// <summary>A day's yield, rounded down; what is asked back earns only as long as its lock lasts.</summary>
    private void Pay(long number)
    {
        var stake = _books.StakeOf(number);
        if (stake.State != StakeState.Staked && (stake.State == StakeState.Released || Now > stake.LockedUntil))
            return;
        var apr = new Exact(ProductOf(stake).Apr.RateUnits, 8);
        var yield = Amount.From(((stake.Amount + stake.Yielded).Value * apr).Divide(new Exact(365, 0), 8, Rounding.Floor));
        var next = Next(stake) with { DaysPaid = stake.DaysPaid + 1, Yielded = stake.Yielded + yield };
        Write(new FundingLine(Now, Stake: next));
        At(next.StakedAt + ((next.DaysPaid + 1) * Day), Rank.Yield, number, () => Pay(number));
    }
}
