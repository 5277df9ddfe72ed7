using Arbit.Messages;

namespace Arbit.EdgeRunner.Bus.Wire;

/// <summary>A line of the stream: a message, and the number that its outcome is told under. Without a message: the stream lives.</summary>
public sealed record HandedOver(long Number, Envelope? Message);

/// <summary>What became of it on the other side.</summary>
/// <param name="Number">Of the handing over.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it was not handled; empty where it was.</param>
public sealed record HandlingEnded(long Number, HandlingOutcome Outcome, string Reason);

/// <summary>A closed set.</summary>
public enum HandlingOutcome
{
    Handled,
    Poison,
    Failed,
}
