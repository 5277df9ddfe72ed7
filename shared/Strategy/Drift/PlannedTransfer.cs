using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>A stablecoin from one account to another.</summary>
public sealed record PlannedTransfer(Venue From, Venue To, Asset Asset, Exact Dollars);
