using Arbit.Markets;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>Whether a real account is let orders out to; an event of the engine, so that a replay refuses the same.</summary>
/// <param name="Venue">Whose account.</param>
/// <param name="IsConfirmed">A person has, with the limits as they are.</param>
public sealed record AccountStanding(Venue Venue, bool IsConfirmed);
