using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Coins that were left with a venue for yield.</summary>
/// <param name="Number">Counts all stakes from 1.</param>
/// <param name="ClientId">Refused a second time; empty for none.</param>
/// <param name="Amount">What is still staked or on its way back, without yield.</param>
/// <param name="StakedAt">Unix nanoseconds, as every time here.</param>
/// <param name="LockedUntil">It cannot come back before, and earns until then even when it is asked back.</param>
/// <param name="ReleasesAt">Back in the account then; 0 while it is not asked back.</param>
/// <param name="DaysPaid">Whole days that yield was paid for.</param>
/// <param name="Yielded">Paid so far; it is staked with the rest, and comes back with it.</param>
/// <param name="Revision">How often it has changed.</param>
public sealed record Stake(
    long Number,
    Venue Venue,
    string ClientId,
    string Product,
    Asset Asset,
    Amount Amount,
    StakeState State,
    long StakedAt,
    long LockedUntil,
    long ReleasesAt,
    int DaysPaid,
    Amount Yielded,
    int Revision);
