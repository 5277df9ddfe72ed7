using Arbit.Markets;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>Where orders go, and how much of them.</summary>
/// <param name="Mode">Not paper.</param>
/// <param name="Limits">By venue; an account without any is sent nothing.</param>
public sealed record AccountGateSettings(OrderMode Mode, IReadOnlyDictionary<Venue, OrderLimits> Limits);
