using System.Diagnostics;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Xunit.Abstractions;

namespace Arbit.Tests.Execution.StateSpace;

/// <summary>
/// Not samples but the whole space: every outcome of every leg, with every outcome of the order that makes it good, and the plug
/// pulled behind every single journal write and sending. Each scenario is run to its end; what must hold is demanded of each.
/// </summary>
public abstract class StateSpaceTests(ITestOutputHelper output)
{
    private static readonly LegOutcome[] Outcomes = Enum.GetValues<LegOutcome>();

    /// <summary>All outcomes of so many legs, in every combination.</summary>
    internal static IEnumerable<LegOutcome[]> Combinations(int legs, IReadOnlyList<LegOutcome>? outcomes = null)
        => legs == 0 ? [[]] : Combinations(legs - 1, outcomes).SelectMany(_ => outcomes ?? Outcomes, (before, outcome) => before.Append(outcome).ToArray());

    internal void Exhaust(PathKind kind, bool together, bool converges, int legs, IReadOnlyList<LegOutcome> recoveries, bool pullsPlug, IReadOnlyList<LegOutcome>? outcomes = null)
    {
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (scenarios, crashes, orders, longest) = (0, 0, 0L, 0L);
        var watch = Stopwatch.StartNew();
        foreach (var combination in Combinations(legs, outcomes))
        {
            foreach (var recovery in recoveries)
            {
                for (var plug = 0; plug == 0 || pullsPlug; plug++)
                {
                    var result = new Scenario(kind, together, converges, combination, recovery, plug).Run();
                    if (plug > 0 && !result.Crashed)
                        break;
                    scenarios++;
                    crashes += result.Crashed ? 1 : 0;
                    orders += result.OrdersSent;
                    longest = Math.Max(longest, result.Unhedged);
                    var outcome = result.Outcome?.ToString() ?? "never begun";
                    tally[outcome] = tally.GetValueOrDefault(outcome) + 1;
                }
            }
        }

        output.WriteLine($"{kind}{(together ? ", legs together" : legs == 2 ? "" : ", leg by leg")}{(converges ? ", prices come together" : ", prices stay")}: {scenarios} scenarios, {crashes} with the plug pulled, {orders} orders, longest unhedged {longest / TradingDesk.Millisecond} ms, {watch.Elapsed.TotalSeconds:0} s");
        foreach (var (outcome, count) in tally)
            output.WriteLine($"  {outcome,-12} {count,8}");
        Assert.Equal(pullsPlug, crashes > Combinations(legs, outcomes).Count() * 4);
    }

    internal static IReadOnlyList<LegOutcome> AllOutcomes => Outcomes;
}

/// <summary>Two legs on two venues.</summary>
public sealed class CrossStateSpaceTests(ITestOutputHelper output) : StateSpaceTests(output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_legs_and_every_recovery(bool converges) => Exhaust(PathKind.Cross, together: true, converges, 2, AllOutcomes, pullsPlug: false);

    [Fact]
    public void Two_legs_every_recovery_and_the_plug_pulled() => Exhaust(PathKind.Cross, together: true, converges: true, 2, AllOutcomes, pullsPlug: true);

    [Fact]
    public void Two_legs_and_the_plug_pulled_while_other_ways_pay()
        => Exhaust(PathKind.Cross, together: true, converges: false, 2, [LegOutcome.Filled, LegOutcome.PartlyFilled, LegOutcome.UnknownThenNotFound], pullsPlug: true);
}

/// <summary>Three legs inside one venue, one after the other.</summary>
public sealed class TriangularInTurnStateSpaceTests(ITestOutputHelper output) : StateSpaceTests(output)
{
    [Fact]
    public void Three_legs_in_turn_and_the_plug_pulled() => Exhaust(PathKind.Triangular, together: false, converges: true, 3, [LegOutcome.Filled], pullsPlug: true);

    [Fact]
    public void Three_legs_in_turn_and_every_recovery() => Exhaust(PathKind.Triangular, together: false, converges: true, 3, AllOutcomes, pullsPlug: false);
}

/// <summary>Three legs inside one venue, all at once out of inventory.</summary>
public sealed class TriangularTogetherStateSpaceTests(ITestOutputHelper output) : StateSpaceTests(output)
{
    [Fact]
    public void Three_legs_together_and_the_plug_pulled() => Exhaust(PathKind.Triangular, together: true, converges: true, 3, [LegOutcome.Filled], pullsPlug: true);

    [Fact]
    public void Three_legs_together_and_every_recovery() => Exhaust(PathKind.Triangular, together: true, converges: true, 3, AllOutcomes, pullsPlug: false);
}

/// <summary>Four legs inside one venue, one after the other: longer cycles are there where they are wanted.</summary>
public sealed class FourLegsStateSpaceTests(ITestOutputHelper output) : StateSpaceTests(output)
{
    private static readonly LegOutcome[] Telling = [LegOutcome.Filled, LegOutcome.Rejected, LegOutcome.PartlyFilled, LegOutcome.UnknownThenFoundInPart, LegOutcome.FilledAfterItsEnd];

    [Fact]
    public void Four_legs_in_turn_and_the_plug_pulled() => Exhaust(PathKind.Triangular, together: false, converges: true, 4, [LegOutcome.Filled], pullsPlug: true, Telling);

    [Fact]
    public void Four_legs_in_turn_and_every_recovery() => Exhaust(PathKind.Triangular, together: false, converges: true, 4, AllOutcomes, pullsPlug: false, Telling);
}
