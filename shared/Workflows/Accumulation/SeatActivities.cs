using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Accumulation;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Accumulation;

/// <summary>What A-Bot can have done: its seats remembered, coins staked and given back.</summary>
public static class SeatActivities
{
    public static Activity<Done, SeatBook> Read { get; } = new("seats.read");

    /// <summary>Keeps the seats; who calls it has the claim on them.</summary>
    public static Activity<SeatBook, Done> Keep { get; } = new("seats.keep");

    /// <summary>Every venue's offers, each with its venue.</summary>
    public static Activity<Done, IReadOnlyList<OfferAt>> Offers { get; } = new("staking.offers");

    /// <summary>Stakes once per id; asked again it answers with the one that exists.</summary>
    public static Activity<StakeAt, StakeView> Stake { get; } = new("staking.stake");

    public static Activity<IdAt, StakeView> Unstake { get; } = new("staking.unstake");

    public static Activity<IdAt, StakeView?> Find { get; } = new("staking.find");
}

/// <summary>The seats as they are remembered, and what sits in each.</summary>
/// <param name="Taken">The seats.</param>
/// <param name="Next">The next turn.</param>
/// <param name="Held">What each holds, by seat number.</param>
public sealed record SeatBook(IReadOnlyList<Seat> Taken, long Next, IReadOnlyList<SeatHolding> Held)
{
    public static SeatBook Empty { get; } = new([], 0, []);
}

/// <summary>A seat's coin.</summary>
/// <param name="Stake">The stake's id; null where the coin lies in the trading account.</param>
/// <param name="Yield">What of the stake's yield the ledger knows.</param>
public sealed record SeatHolding(int Number, Venue Venue, Asset Coin, Amount Amount, string? Stake, Amount Yield)
{
    /// <summary>Its stake was asked back, and somebody waits for it.</summary>
    public bool IsAskedBack { get; init; }
}

/// <summary>A venue's offer.</summary>
public sealed record OfferAt(Venue Venue, StakingOffer Offer);

/// <summary>A stake to be made.</summary>
public sealed record StakeAt(Venue Venue, string Id, StakingOffer Offer, Amount Amount);
