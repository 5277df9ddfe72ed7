using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Slow;
using Arbit.Tests.State;
using Arbit.Tests.Support;
using Arbit.Workflows;

namespace Arbit.Tests.Slow;

/// <summary>Where a host does not say what changes, every change is told all the same, and nothing else.</summary>
public sealed class WorkflowWatchTests
{
    private readonly ManualTime _time = new();
    private readonly ToldHost _host = new();
    private readonly ToldBus _bus = new();
    private readonly ScriptedStateStore _store = new();
    private WorkflowTeller _teller = null!;
    private WorkflowWatch _watch = null!;

    public WorkflowWatchTests() => Restart();

    [Fact]
    public async Task What_has_changed_is_told_once()
    {
        Set("a", WorkflowState.Running);
        Set("b", WorkflowState.Running);
        Assert.Equal(["a", "b"], await TurnAsync());
        Assert.Empty(await TurnAsync());
        Set("b", WorkflowState.Completed);
        Assert.Equal(["b"], await TurnAsync());
        Assert.Empty(await TurnAsync());
    }

    [Fact]
    public async Task An_end_is_told_that_came_while_no_process_was_there_and_is_not_among_the_marks_any_more()
    {
        Set("old", WorkflowState.Running);
        await TurnAsync();
        Set("old", WorkflowState.Completed);
        for (var i = 0; i < 200; i++)
            Set($"new-{i:000}", WorkflowState.Running);
        Restart();
        Assert.Contains("old", await TurnAsync("old"));
        Assert.DoesNotContain("old", await TurnAsync("old"));
    }

    [Fact]
    public async Task What_a_bus_did_not_take_is_told_the_next_time()
    {
        Set("a", WorkflowState.Running);
        await TurnAsync();
        Set("a", WorkflowState.Completed);
        _bus.IsAway = true;
        await Assert.ThrowsAsync<IOException>(() => TurnAsync());
        _bus.IsAway = false;
        Assert.Equal(["a"], await TurnAsync());
    }

    [Fact]
    public async Task Who_asks_one_process_is_told_all_by_whichever_has_the_next_turn()
    {
        Set("a", WorkflowState.Running);
        await TurnAsync();
        await new WorkflowWatch(_store, new WorkflowTeller(_bus, _time), _time).WantAllAsync(default);
        Assert.Equal(["a"], await TurnAsync());
        Assert.Empty(await TurnAsync());
    }

    private void Restart()
    {
        _teller = new WorkflowTeller(_bus, _time);
        _watch = new WorkflowWatch(_store, _teller, _time);
    }

    private void Set(string id, WorkflowState state)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _host.Views[id] = ToldHost.View(id, _time.GetUtcNow(), state) with { BegunAt = _host.Views.TryGetValue(id, out var known) ? known.BegunAt : _time.GetUtcNow() };
    }

    /// <summary>Those that were told, in order.</summary>
    private async Task<IReadOnlyList<string>> TurnAsync(string? unmarked = null)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _bus.Sent.Clear();
        var marks = _host.Views.Values.Where(view => view.InstanceId != unmarked).Select(view => new WorkflowMark(view.InstanceId, view.ChangedAt, view.State == WorkflowState.Running));
        await _watch.LookAsync([.. marks], default);
        await _teller.TellAsync(_host, default);
        await _watch.KeepAsync(default);
        return [.. _bus.Sent.Select(sent => ((WorkflowTold)MessageCodec.FactOf(sent.Message)).View.InstanceId)];
    }
}
