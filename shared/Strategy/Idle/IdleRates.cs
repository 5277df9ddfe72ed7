using Arbit.Money;

namespace Arbit.Strategy.Idle;

/// <summary>What moving idle dollars would bring and cost.</summary>
/// <param name="Dollars">What would be moved.</param>
/// <param name="YieldHere">A year, where it is.</param>
/// <param name="YieldThere">A year, where it would go.</param>
/// <param name="Gas">Dollars, of all transactions of the move.</param>
public sealed record IdleRates(Exact Dollars, Bps YieldHere, Bps YieldThere, Exact Gas);
