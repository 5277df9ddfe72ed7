using Arbit.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Transfers;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Transfers;

namespace Arbit.Tests.Workflows.World;

/// <summary>
/// The accounts behind the activities: <see cref="SimulatedFunding"/> in told time, with an id kept before each withdrawal leaves, so
/// that none is ever submitted a second time.
/// </summary>
internal sealed class WorldAccounts
{
    private readonly Lock _gate = new();
    private readonly SimulatedFunding _funding;
    private readonly FundingPlan _plan;
    private readonly MemoryFundingAccounts _accounts;
    private readonly WorldMarket _market;
    private readonly Dictionary<string, (DateTimeOffset At, string? Refused)> _rows = new(StringComparer.Ordinal);
    private bool _isShortTaken;

    public WorldAccounts(FundingPlan plan, MemoryFundingAccounts accounts, WorldMarket market)
        => (_plan, _accounts, _market, _funding) = (plan, accounts, market, new SimulatedFunding(plan, accounts));

    public SimulatedFunding Funding => _funding;

    /// <summary>How often each withdrawal was submitted.</summary>
    public SortedDictionary<string, int> Submitted { get; } = new(StringComparer.Ordinal);

    /// <summary>A venue lists a withdrawal or a stake only so long after it was asked for.</summary>
    public TimeSpan KnownAfter { get; init; }

    /// <summary>Venues that answer to no question about withdrawals until a time.</summary>
    public DateTimeOffset DeafUntil { get; set; }

    /// <summary>Until then networks are told at half their fee.</summary>
    public DateTimeOffset CheapUntil { get; set; }

    /// <summary>Each deposit is shown twice.</summary>
    public bool IsDoubled { get; init; }

    /// <summary>The receiving venue keeps so much.</summary>
    public Amount Short { get; init; }

    /// <summary>What was opened before the scenario began is so old by the venues' time.</summary>
    public TimeSpan Ahead { get; set; }

    public DateTimeOffset Now { get; private set; }

    public void Advance(DateTimeOffset now)
    {
        Now = now;
        _funding.Advance((now + Ahead - DateTimeOffset.UnixEpoch).Ticks * 100);
    }

    public IReadOnlyList<FundingNetwork> Networks(AssetAt at) =>
        [.. Answer(Of(at.Venue).NetworksAsync(at.Asset, default)).Select(network => Now < CheapUntil && network.WithdrawFee is { } fee
            ? network with { WithdrawFee = Amount.From(fee.Value * Exact.Parse("0.5")) }
            : network)];

    public IReadOnlyList<AllowedAddress> Addresses(AddressesOf of) =>
        [.. _plan.Addresses
            .Where(address => (address.Owner?.Name ?? TransferOrder.ColdWallet) == of.Destination && address.Asset == of.Asset)
            .Select(address => new AllowedAddress(address.Asset, address.Network, address.Address, address.Tag.Length == 0 ? null : address.Tag, ContractOf(address)))];

    public WithdrawalView Withdraw(WithdrawalAt wanted)
    {
        var order = wanted.Order;
        if (_rows.TryGetValue(order.Id, out var row))
        {
            return row.Refused is { } refused
                ? throw new FundingRefusedException(refused)
                : Find(new IdAt(wanted.Venue, order.Id)) ?? throw new FundingUnansweredException($"{wanted.Venue} knows no withdrawal {order.Id}.");
        }

        _rows[order.Id] = (Now, null);
        Submitted[order.Id] = Submitted.GetValueOrDefault(order.Id) + 1;
        try
        {
            return Answer(Of(wanted.Venue).WithdrawAsync(order, default));
        }
        catch (FundingRefusedException e)
        {
            _rows[order.Id] = (Now, e.Message);
            throw;
        }
    }

    public WithdrawalView? Find(IdAt at)
    {
        if (Now < DeafUntil)
            throw new FundingUnansweredException($"{at.Venue} says nothing.");
        return _rows.TryGetValue(at.Id, out var row) && Now < row.At + KnownAfter ? null : Answer(Of(at.Venue).FindWithdrawalAsync(at.Id, default));
    }

    public IReadOnlyList<DepositView> Deposits(DepositsAt at)
    {
        var seen = Answer(Of(at.Venue).DepositsAsync(at.Asset, at.Since, default)).ToList();
        if (Short.Sign > 0 && !_isShortTaken && seen.Exists(deposit => deposit.Credited))
        {
            _isShortTaken = true;
            _accounts.Set(at.Venue, at.Asset, _accounts.Of(at.Venue, at.Asset) - Short);
        }

        return [.. seen.Select(deposit => deposit with { Amount = deposit.Amount - Short }).SelectMany(deposit => Enumerable.Repeat(deposit, IsDoubled ? 2 : 1))];
    }

    public IReadOnlyList<WalletBalance> Balances(Venue venue) => Answer(Of(venue).BalancesAsync(default));

    public IReadOnlyList<PairFee> Fees(Venue venue) => Answer(Of(venue).FeesAsync(default));

    public IReadOnlyList<OfferAt> Offers() => [.. _plan.Venues.SelectMany(venue => Answer(Of(venue.Venue).StakingOffersAsync(default)).Select(offer => new OfferAt(venue.Venue, offer)))];

    /// <summary>A stake that is asked for again is looked up, like a withdrawal.</summary>
    public StakeView Stake(StakeAt wanted)
    {
        if (_rows.TryAdd(wanted.Id, (Now, null)))
            return Answer(Of(wanted.Venue).StakeAsync(wanted.Id, wanted.Offer, wanted.Amount, default));
        return FindStake(new IdAt(wanted.Venue, wanted.Id)) ?? throw new FundingUnansweredException($"{wanted.Venue} knows no stake {wanted.Id}.");
    }

    public StakeView Unstake(IdAt at) => Answer(Of(at.Venue).UnstakeAsync(at.Id, default));

    public StakeView? FindStake(IdAt at)
        => _rows.TryGetValue(at.Id, out var row) && Now < row.At + KnownAfter ? null : Answer(Of(at.Venue).FindStakeAsync(at.Id, default));

    private static T Answer<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private SimulatedVenueFunding Of(Venue venue) => new(_funding, venue, _gate, _market.Pairs.GetValueOrDefault(venue.Name, []));

    private string? ContractOf(FundingAddress address)
        => _plan.Venues.SelectMany(venue => venue.Networks).FirstOrDefault(network => network.Asset == address.Asset && network.Network == address.Network)?.Contract is { Length: > 0 } contract ? contract : null;
}
