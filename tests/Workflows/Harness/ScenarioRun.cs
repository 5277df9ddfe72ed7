using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Workflows;
using Arbit.Tests.Support;
using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>
/// Runs a scenario in told time, one write after the other, to where nothing happens any more. At a given write the host is killed
/// (its connection is dropped, nothing more is written) and another begins over the same database, at the same time of the told clock.
/// </summary>
internal sealed class ScenarioRun(Scenario scenario, string databasePath, (int Write, JournalMoment Moment)? kill)
{
    /// <summary>A workflow that never comes to rest is no scenario.</summary>
    private const int MostSteps = 10_000;

    private readonly ManualTime _time = new();
    private readonly ScriptedWorld _world = scenario.World();
    private readonly List<(string InstanceId, List<Turn> Turns)> _runs = [];
    private int _begun;
    private int _stored;
    private bool _wasKilled;

    public async Task<ScenarioOutcome> RunAsync()
    {
        var begin = _time.GetUtcNow();
        _world.Now = begin;
        var script = new ScenarioScript(scenario, _world, begin);
        var isBegun = false;
        var host = default(EmbeddedWorkflowHost);
        for (var steps = 0; ; steps++)
        {
            Assert.True(steps < MostSteps, "The scenario does not come to rest.");
            var before = _stored;
            var kept = default(Action);
            try
            {
                host ??= Open();
                await host.RunUntilIdleAsync();
                if (!isBegun)
                {
                    await scenario.BeginAsync(host);
                    isBegun = true;
                    continue;
                }

                if (script.Next(host.NextTimerAt) is not { } step)
                    return await EndAsync(host);
                MoveTo(step.At);
                if (step.RaiseAsync is null)
                    continue;
                (before, kept) = (_stored, step.Arrived);
                await step.RaiseAsync(host);
                kept!();
            }
            catch (SimulatedKillException)
            {
                // Who raises an event and does not hear that it is kept raises it again; here it is known whether it was.
                if (_stored > before)
                    kept?.Invoke();
                if (host is not null)
                    await host.DisposeAsync();
                host = null;
            }
        }
    }

    private void MoveTo(DateTimeOffset time)
    {
        if (time > _time.GetUtcNow())
            _time.Advance(time - _time.GetUtcNow());
        _world.Now = _time.GetUtcNow();
    }

    private EmbeddedWorkflowHost Open() => new(
        new WorkflowHostOptions { DatabasePath = databasePath, Safety = SqliteSafety.Nothing, MostPerCommit = 1 },
        scenario.Workflows,
        _world.Activities,
        _time,
        Reach,
        kill is null ? Record : null);

    private async Task<ScenarioOutcome> EndAsync(EmbeddedWorkflowHost host)
    {
        var views = await host.ListAsync(int.MaxValue, default);
        await host.DisposeAsync();
        return new ScenarioOutcome(
            [.. views.OrderBy(view => view.InstanceId, StringComparer.Ordinal)],
            _world,
            [.. _runs.Select(run => (run.InstanceId, (IReadOnlyList<Turn>)run.Turns))],
            _begun,
            _wasKilled);
    }

    private void Reach(JournalMoment moment)
    {
        if (moment == JournalMoment.BeforeCommit)
            _begun++;
        else
            _stored++;
        if (_wasKilled || kill != (_begun, moment))
            return;
        _wasKilled = true;
        throw new SimulatedKillException($"{moment} {_begun}");
    }

    private void Record(string instanceId, Turn turn)
    {
        if (turn.Happening.Kind == HistoryKind.Started)
            _runs.Add((instanceId, []));
        _runs.FindLast(run => run.InstanceId == instanceId).Turns.Add(turn);
    }
}
