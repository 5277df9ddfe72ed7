using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>One asset into another inside an account.</summary>
/// <param name="Venue">Where.</param>
/// <param name="From">What is given.</param>
/// <param name="To">What is wanted.</param>
/// <param name="Dollars">How much, at the prices of the check; fees are not counted.</param>
public sealed record PlannedConversion(Venue Venue, Asset From, Asset To, Exact Dollars);
