namespace Arbit.EdgeRunner.Bus;

/// <summary>What the bus does to its messages on purpose, so that nobody grows used to better than a broker gives.</summary>
/// <param name="Seed">The same seed does the same to the same messages.</param>
/// <param name="DoubledPerMille">So many of a thousand messages are handed over a second time, behind others of their key.</param>
/// <param name="DelayedPerMille">So many wait first, and others' keys overtake them.</param>
/// <param name="LongestDelay">Up to so long.</param>
public sealed record BusFaults(int Seed, int DoubledPerMille, int DelayedPerMille, TimeSpan LongestDelay)
{
    /// <summary>What a run has: enough to be noticed, too little to slow anything.</summary>
    public static BusFaults Usual { get; } = new(1, 50, 100, TimeSpan.FromMilliseconds(50));

    /// <summary>Nothing but what happens anyway.</summary>
    public static BusFaults None { get; } = new(1, 0, 0, TimeSpan.Zero);
}
