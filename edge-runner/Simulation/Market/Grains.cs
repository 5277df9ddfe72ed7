namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>What a step of several grains comes to, in whole numbers; a step of one grain is exactly the grain.</summary>
internal static class Grains
{
    private static readonly long[] Roots = [.. Enumerable.Range(0, (int)(SimulatedMarket.LongestStep / SimulatedMarket.StepLength) + 1).Select(RootOf)];

    /// <summary>The square root of a number of grains, in thousandths.</summary>
    public static long Root(int grains) => Roots[grains];

    /// <summary>The share closed in so many grains where each closes a share of what is left; both in millionths.</summary>
    public static long Closed(long share, int grains)
    {
        long left = 1_000_000;
        for (int grain = 0; grain < grains; grain++) left = left * (1_000_000 - share) / 1_000_000;
        return 1_000_000 - left;
    }

    private static long RootOf(int grains)
    {
        long root = 0;
        while ((root + 1) * (root + 1) <= grains * 1_000_000L) root++;
        return root;
    }
}
