using Arbit.EdgeRunner.Slow;
using Arbit.Slow;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>What the slow side begins by itself, the frequent of it no more than hourly: nothing moves between two looks at the market.</summary>
internal static class YearTimetable
{
    public static IReadOnlyList<SlowTimer> All { get; } = [.. SlowTimers.All.Select(timer => timer with { Every = Longer(timer.Every) })];

    private static TimeSpan Longer(TimeSpan every) => every < TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : every;
}
