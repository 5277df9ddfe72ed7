using Arbit.Money;

namespace Arbit.Workflows.Sweeps;

/// <summary>What is remembered from one sweep to the next.</summary>
public static class SweepActivities
{
    public static Activity<Done, SweepBook> Read { get; } = new("sweeps.read");

    /// <summary>Keeps it, once per instance.</summary>
    public static Activity<SweepBook, Done> Keep { get; } = new("sweeps.keep");
}

/// <summary>Where the profits stood when it was last swept, or when a loss was last carried on.</summary>
/// <param name="LastSweep">Null before the first.</param>
/// <param name="Realised">Net of all bots until then, in dollars.</param>
/// <param name="LossCarried">Not made good yet, in dollars.</param>
public sealed record SweepBook(DateTimeOffset? LastSweep, Amount Realised, Amount LossCarried)
{
    public static SweepBook None { get; } = new(null, Amount.Zero, Amount.Zero);
}
