using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.Workflows;
using Arbit.Workflows.Register;

namespace Arbit.Tests.Workflows.Register;

public sealed class WorkflowRegisterTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly SqliteStateStore _store = new(":memory:", SqliteSafety.Nothing);
    private readonly WorkflowRegister _register;

    public WorkflowRegisterTests() => _register = new WorkflowRegister(_store);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_id_is_begun_by_the_first_and_the_second_learns_with_what()
    {
        var (first, second) = (Start("sweep-2026-11", "\"one\""), Start("sweep-2026-11", "\"two\""));
        Assert.Equal((true, first), await _register.BeginAsync(first, default));
        Assert.Equal((false, first), await _register.BeginAsync(second, default));
        Assert.Equal((first, null), await _register.FindAsync("sweep-2026-11", default));
    }

    [Fact]
    public async Task Of_many_starts_at_once_one_is_the_first()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => _register.BeginAsync(Start("one", $"{i}"), default))));
        Assert.Single(begun, start => start.IsFirst);
        Assert.Single(begun.Select(start => start.Start.Input).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_comes_later_sees_whether_it_was_handed_over()
    {
        await _register.BeginAsync(Start("one"), default);
        Assert.False((await _register.BeginAsync(Start("one"), default)).Start.IsHandedOver);
        await _register.HandedOverAsync("one", default);
        await _register.HandedOverAsync("one", default);
        Assert.True((await _register.BeginAsync(Start("one"), default)).Start.IsHandedOver);
    }

    [Fact]
    public async Task Who_waited_before_the_end_is_told_and_who_comes_after_it_hears_at_once()
    {
        var end = new RegisteredEnd("one", WorkflowState.Completed, "7", Noon, Status: null);
        Assert.Null(await _register.AwaitAsync("one", "b", default));
        Assert.Null(await _register.AwaitAsync("one", "a", default));
        Assert.Null(await _register.AwaitAsync("one", "a", default));
        Assert.Equal(["a", "b"], await _register.EndAsync(end, default));
        Assert.Equal(end, await _register.AwaitAsync("one", "c", default));
        Assert.Equal((null, end), await _register.FindAsync("one", default));
    }

    [Fact]
    public async Task However_an_end_and_a_waiter_cross_one_of_them_sees_the_other()
    {
        for (var i = 0; i < 200; i++)
        {
            var end = Task.Run(() => _register.EndAsync(new RegisteredEnd($"{i}", WorkflowState.Failed, "broken", Noon, Status: null), default));
            var wait = Task.Run(() => _register.AwaitAsync($"{i}", "parent", default));
            Assert.True((await wait) is not null || (await end).Contains("parent"), $"Nobody tells who waits for {i}.");
            await end;
        }
    }

    [Fact]
    public async Task More_than_a_page_of_waiters_are_all_told()
    {
        for (var i = 0; i < 450; i++)
            await _register.AwaitAsync("one", $"{i:D3}", default);
        await _register.BeginAsync(Start("one"), default);
        Assert.Equal(450, (await _register.EndAsync(new RegisteredEnd("one", WorkflowState.Completed, "", Noon, Status: null), default)).Count);
    }

    [Fact]
    public async Task An_end_is_entered_once()
    {
        await _register.EndAsync(new RegisteredEnd("one", WorkflowState.Completed, "1", Noon, Status: null), default);
        await _register.EndAsync(new RegisteredEnd("one", WorkflowState.Failed, "2", Noon, Status: null), default);
        Assert.Equal("1", (await _register.FindAsync("one", default)).End!.Data);
    }

    [Fact]
    public async Task The_newest_are_first()
    {
        await _register.BeginAsync(Start("b"), default);
        await _register.BeginAsync(Start("c") with { BegunAt = Noon.AddHours(1) }, default);
        await _register.BeginAsync(Start("a") with { BegunAt = Noon.AddTicks(1) }, default);
        Assert.Equal(["c", "a"], await _register.NewestAsync(2, default));
        Assert.Equal(["c", "a", "b"], await _register.NewestAsync(10, default));
        Assert.Equal((null, null), await _register.FindAsync("d", default));
    }

    private static RegisteredStart Start(string id, string input = "\"\"") => new(id, "sweep", 1, input, Noon, IsHandedOver: false);
}
