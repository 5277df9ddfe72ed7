namespace Arbit.Strategy.Accumulation;

/// <summary>What follows from a signal or a look at the seats.</summary>
/// <param name="Actions">In their order; none where it waits or is refused.</param>
/// <param name="After">The seats once all of them are done.</param>
/// <param name="Refusal">Why nothing is done about a signal.</param>
public sealed record SeatDecision(IReadOnlyList<SeatAction> Actions, Seats After, SeatRefusal Refusal = SeatRefusal.None);
