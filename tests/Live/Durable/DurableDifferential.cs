using System.Globalization;
using Arbit.Tests.Workflows.Harness;
using Arbit.Workflows;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable;

/// <summary>
/// Runs a scenario on the embedded host and on Durable, and holds the two against each other, to the letter: every instance as it ends
/// (id, workflow, version, input, times, status, result or failure), each one's calls with key, attempt, input and the told time, all that
/// it said of itself on the way, what took effect in the world, and the world in the end. Timers and retries are recorded differently and
/// are seen by the times of what follows them.
/// </summary>
internal static class DurableDifferential
{
    private static readonly Lock Gate = new();
    private static int _scenarios;
    private static int _instances;
    private static int _calls;
    private static int _turns;

    public static async Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output)
    {
        var embedded = await new ScenarioRun(scenario, ":memory:", kill: null).RunAsync();
        var durable = await DurableScenarioRun.RunAsync(scenario);
        Demand("the instances", embedded.Views.Select(view => WorkflowJson.Write(view)), durable.Views.Select(view => WorkflowJson.Write(view)));
        foreach (var id in embedded.Views.Select(view => view.InstanceId))
        {
            Assert.True(IsGoodId(id), $"{id} is no id that every backend takes.");
            Demand($"the calls of {id}", CallsOf(embedded.World, id), CallsOf(durable.World, id));
            Demand($"the effects of {id}", EffectsOf(embedded.World, id), EffectsOf(durable.World, id));
            Demand(
                $"the statuses of {id}",
                Changes(embedded.Runs.Where(run => run.InstanceId == id).SelectMany(run => run.Turns).Select(turn => turn.Status)),
                Changes(durable.Turns.Where(turn => turn.InstanceId == id).Select(turn => turn.Status is null ? null : WorkflowJson.Read<WorkflowStatus?>(turn.Status))));
        }

        Demand("the world", [embedded.World.Demand()], [durable.World.Demand()]);
        // A timer that is left keeps an instance from its end, and the scenario from its.
        Assert.Equal(embedded.World.Now, durable.World.Now);
        Tell(output, name, durable);
        return new ProofFigures(Prefixes: 0, Writes: 0, Kills: 0, durable.World.Calls.Select(call => call.Call.Key).Distinct(StringComparer.Ordinal).Count()) { World = durable.World, Views = durable.Views };
    }

    /// <summary>What Durable Functions allows in an instance's id.</summary>
    private static bool IsGoodId(string id) => id is { Length: > 0 and <= 100 } && id[0] != '@' && !id.Any(sign => char.IsControl(sign) || "/\\#?".Contains(sign, StringComparison.Ordinal));

    private static void Demand(string what, IEnumerable<string> embedded, IEnumerable<string> durable)
    {
        var (one, other) = (string.Join('\n', embedded), string.Join('\n', durable));
        Assert.True(one == other, $"On Durable {what} came out otherwise.\n--- embedded ---\n{one}\n--- on Durable ---\n{other}");
    }

    private static IEnumerable<string> CallsOf(ScriptedWorld world, string id)
        => world.Calls
            .Where(call => call.Call.InstanceId == id)
            .Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.At:O} {call.Call.Key} attempt {call.Call.Attempt} {call.Activity} {call.Input}"));

    private static IEnumerable<string> EffectsOf(ScriptedWorld world, string id) => world.Effects.Where(effect => effect.StartsWith($"{id}:", StringComparison.Ordinal));

    /// <summary>What it said, as often as that became something else.</summary>
    private static List<string> Changes(IEnumerable<WorkflowStatus?> statuses)
    {
        var changes = new List<string>();
        foreach (var status in statuses.OfType<WorkflowStatus>().Select(status => WorkflowJson.Write(status)))
        {
            if (changes is [] || changes[^1] != status)
                changes.Add(status);
        }

        return changes;
    }

    private static void Tell(ITestOutputHelper output, string name, DurableOutcome durable)
    {
        lock (Gate)
        {
            _scenarios++;
            _instances += durable.Views.Count;
            _calls += durable.World.Calls.Count;
            _turns += durable.Turns.Count;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {durable.Views.Count} instances, {durable.World.Calls.Count} calls, {durable.Turns.Count} turns the same on both hosts; until now {_scenarios} scenarios, {_instances} instances, {_calls} calls, {_turns} turns"));
        }
    }
}
