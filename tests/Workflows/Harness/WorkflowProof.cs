using Arbit.EdgeRunner.Workflows;
using Arbit.Tests.Journal;
using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>
/// What every workflow has to pass: from every prefix of its own histories it comes to the same decisions, and killed before and after
/// every single write of its journal it comes to the same end, with nothing done twice.
/// </summary>
public static class WorkflowProof
{
    /// <exception cref="Xunit.Sdk.XunitException">It does not.</exception>
    public static async Task<ProofFigures> CheckAsync(Scenario scenario)
    {
        using var directory = new TemporaryDirectory();
        var undisturbed = await new ScenarioRun(scenario, directory.File("undisturbed.db"), kill: null).RunAsync();
        Assert.All(undisturbed.Views, view => Assert.True(view.State != WorkflowState.Running, $"{view.InstanceId} has not ended: {view.Status?.Step}"));
        DemandOneMeaningPerKey(undisturbed);
        var prefixes = ReplayEveryPrefix(scenario, undisturbed);
        var kills = 0;
        for (var write = 1; write <= undisturbed.Writes; write++)
        {
            foreach (var moment in Enum.GetValues<JournalMoment>())
            {
                var path = directory.File($"{write}-{moment}.db");
                var disturbed = await new ScenarioRun(scenario, path, (write, moment)).RunAsync();
                Assert.True(disturbed.WasKilled, $"Write {write} was not reached again.");
                Assert.True(
                    undisturbed.EndState == disturbed.EndState,
                    $"Killed at {moment} {write} it came to another end.\n{undisturbed.EndState}\n--- and with the kill ---\n{disturbed.EndState}");
                DemandOneMeaningPerKey(disturbed);
                Assert.Equal(Keys(undisturbed), Keys(disturbed));
                File.Delete(path);
                kills++;
            }
        }

        return new ProofFigures(prefixes, undisturbed.Writes, kills, Keys(undisturbed).Count) { World = undisturbed.World, Views = undisturbed.Views };
    }

    /// <summary>A key goes with one activity and one input, however often it is seen: another meaning would be taken for done.</summary>
    private static void DemandOneMeaningPerKey(ScenarioOutcome outcome)
    {
        foreach (var calls in outcome.World.Calls.GroupBy(call => call.Call.Key, StringComparer.Ordinal))
        {
            var meanings = calls.Select(call => $"{call.Activity} {call.Input}").Distinct(StringComparer.Ordinal).ToList();
            Assert.True(meanings.Count == 1, $"The key {calls.Key} stands for {string.Join(" and for ", meanings)}.");
        }
    }

    private static SortedSet<string> Keys(ScenarioOutcome outcome) => new(outcome.World.Calls.Select(call => call.Call.Key), StringComparer.Ordinal);

    private static int ReplayEveryPrefix(Scenario scenario, ScenarioOutcome outcome)
    {
        var prefixes = 0;
        foreach (var (instanceId, turns) in outcome.Runs)
        {
            var workflow = scenario.Workflows.Find(turns[0].Happening.Name);
            Assert.NotNull(workflow);
            for (var length = 0; length <= turns.Count; length++, prefixes++)
                ReplayPrefix(workflow, instanceId, turns, length);
        }

        return prefixes;
    }

    /// <summary>So many turns as history, and the others as what happens then.</summary>
    private static void ReplayPrefix(WorkflowEntry workflow, string instanceId, IReadOnlyList<Turn> turns, int length)
    {
        var run = new WorkflowRun(workflow, instanceId, why => throw new NonDeterminismException(why));
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = i < length ? run.Replay(turns[i]) : run.Deliver(turns[i].Happening);
            Assert.True(
                turn is not null && Say(turns[i]) == Say(turn),
                $"{instanceId}, replayed from {length} turns of its history, decided otherwise in turn {i + 1}.\n{Say(turns[i])}\n--- and now ---\n{Say(turn)}");
        }
    }

    private static string Say(Turn? turn) => turn is null
        ? "nothing, as it did not wait for that"
        : $"{turn.Happening}\n  {string.Join("\n  ", turn.Decisions)}\n  {WorkflowJson.Write(turn.Status)}";
}
