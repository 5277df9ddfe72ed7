namespace Arbit.EdgeRunner.Slow;

/// <summary>What the slow side begins by itself.</summary>
internal static class SlowTimers
{
    public static IReadOnlyList<SlowTimer> All { get; } = [];
}
