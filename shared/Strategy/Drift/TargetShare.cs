using Arbit.Markets;

namespace Arbit.Strategy.Drift;

/// <summary>An account's target, in basis points of all capital on trading accounts.</summary>
public readonly record struct TargetShare(Venue Venue, int ShareBps);
