using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// Draws what becomes of each thing from the seed and the thing's own number, so that it does not depend on what else was asked
/// before, or on how often the process was started.
/// </summary>
internal sealed class FundingFates(ulong seed, FundingFaults faults)
{
    private readonly SeededRandom _calls = new(seed ^ 0xA24BAED4963EE407UL);

    public WithdrawalCourse CourseOf(long number, TimeSpan takes, long now)
    {
        var random = new SeededRandom(seed + ((ulong)number * 0x9E3779B97F4A7C15UL));
        var percent = 100 + random.Between(-faults.JitterPercent, faults.JitterPercent);
        var whole = takes.Ticks * percent; // × 100 ns ÷ 100: nanoseconds
        if (Happens(random, faults.SlowPerMille))
            whole *= faults.SlowTimes;
        var returns = Happens(random, faults.ReturnedPerMille);
        var late = Happens(random, faults.LatePerMille) ? faults.LateBy.Ticks * 100 : 0;
        return new WithdrawalCourse(now + (whole / 5), now + (whole / 2), now + whole, now + whole + late, returns);
    }

    /// <summary>Of each request two: was it lost on its way there, was its answer.</summary>
    public (bool Request, bool Answer) NextLoss()
    {
        var request = Happens(_calls, faults.LostRequestPerMille);
        var answer = Happens(_calls, faults.LostAnswerPerMille);
        return (request, answer);
    }

    private static bool Happens(SeededRandom random, int perMille) => random.Below(1000) < perMille;
}
