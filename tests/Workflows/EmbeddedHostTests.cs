using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Workflows;
using Arbit.Tests.Journal;
using Arbit.Tests.Support;
using Arbit.Workflows;

namespace Arbit.Tests.Workflows;

/// <summary>What only the embedded host promises: its database, its versions, and what it does with code that breaks the rules.</summary>
public sealed class EmbeddedHostTests : IDisposable
{
    private static readonly Activity<string, string> Echo = new("echo");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly List<ActivityCall> _seen = [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_instance_finishes_under_the_version_that_it_began_with_after_the_code_moved_on()
    {
        Task<string> Code(IWorkflowContext context, string input) => context.Version switch
        {
            1 => OneAsync(context, input),
            _ => TwoAsync(context, input),
        };
        static async Task<string> OneAsync(IWorkflowContext context, string input)
        {
            var first = await context.CallAsync(Echo, $"old {input}");
            await context.SleepUntilAsync(context.Now + Minute);
            return await context.CallAsync(Echo, $"old end {first}");
        }

        static async Task<string> TwoAsync(IWorkflowContext context, string input)
        {
            await context.SleepUntilAsync(context.Now + Minute);
            return await context.CallAsync(Echo, $"new {input}");
        }

        var before = new ScriptedWorkflow("moves on", OneAsync, version: 1);
        await using (var host = Open(before))
        {
            await host.StartAsync(before, "i-1", "a", default);
            await host.RunUntilIdleAsync();
        }

        var after = new ScriptedWorkflow("moves on", Code, version: 2);
        await using var next = Open(after);
        await next.StartAsync(after, "i-2", "b", default);
        await next.RunUntilIdleAsync();
        _time.Advance(Minute);
        await next.RunUntilIdleAsync();
        var (one, two) = (await next.FindAsync("i-1", default), await next.FindAsync("i-2", default));
        Assert.Equal((1, "<old end <old a>>"), (one!.Version, WorkflowJson.Read<string>(one.Result!)));
        Assert.Equal((2, "<new b>"), (two!.Version, WorkflowJson.Read<string>(two.Result!)));
    }

    [Fact]
    public async Task Code_that_changed_without_a_new_version_fails_with_a_sentence_and_its_history_is_kept()
    {
        var before = new ScriptedWorkflow("changes", async (context, _) => await SleepAndCallAsync(context, "a"));
        await using (var host = Open(before))
        {
            await host.StartAsync(before, "i-1", "", default);
            await host.RunUntilIdleAsync();
        }

        var after = new ScriptedWorkflow("changes", async (context, _) => await SleepAndCallAsync(context, "b"));
        await using var next = Open(after);
        await next.RunUntilIdleAsync();
        var view = await next.FindAsync("i-1", default);
        Assert.Equal(WorkflowState.Failed, view!.State);
        Assert.StartsWith("The history does not match what the code asks for", view.Failure, StringComparison.Ordinal);
        Assert.Contains("\"b\"", view.Failure, StringComparison.Ordinal);
        Assert.Equal(4, next.HistoryOf("i-1").Count);
        Assert.Null(next.NextTimerAt);

        static async Task<string> SleepAndCallAsync(IWorkflowContext context, string what)
        {
            await context.CallAsync(Echo, what);
            await context.SleepUntilAsync(context.Now + Minute);
            return "";
        }
    }

    [Fact]
    public void A_field_that_an_input_has_gained_since_is_no_other_decision()
    {
        var was = new HistoryEntry(HistoryKind.ActivityScheduled, 1, 1, "send", """{"amount":"1","to":{"tag":null}}""", _time.GetUtcNow());
        Assert.True(RecordedDecisions.IsSame(was, was with { Data = """{"to":{"tag":null,"memo":"x"},"amount":"1"}""" }));
        Assert.False(RecordedDecisions.IsSame(was, was with { Data = """{"amount":"2","to":{"tag":null}}""" }));
        Assert.False(RecordedDecisions.IsSame(was, was with { Data = """{"amount":"1"}""" }));
        Assert.False(RecordedDecisions.IsSame(was, was with { Name = "sell" }));
    }

    [Fact]
    public async Task Awaiting_something_foreign_fails_the_instance_at_once_and_loudly()
    {
        var foreign = new TaskCompletionSource<string>();
        var workflow = new ScriptedWorkflow("goes astray", async (_, _) => await foreign.Task);
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        await DemandForeignAsync(host);
    }

    [Fact]
    public async Task Awaiting_something_foreign_beside_its_own_fails_the_instance_when_that_comes()
    {
        var foreign = new TaskCompletionSource();
        var workflow = new ScriptedWorkflow("goes astray", async (context, input) =>
        {
            await Task.WhenAny(context.SleepUntilAsync(context.Now + Minute), foreign.Task);
            return await context.CallAsync(Echo, input);
        });
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        Assert.Equal(WorkflowState.Running, (await host.FindAsync("i-1", default))!.State);
        foreign.SetResult();
        await DemandForeignAsync(host);
        Assert.Empty(_seen);
        Assert.Null(host.NextTimerAt);
    }

    [Fact]
    public async Task Its_context_used_from_another_thread_fails_the_instance()
    {
        var touched = new TaskCompletionSource();
        var workflow = new ScriptedWorkflow("shares its context", async (context, input) =>
        {
            _ = Task.Factory.StartNew(
                () =>
                {
                    Assert.Throws<InvalidOperationException>(() => context.NewId());
                    touched.SetResult();
                },
                default,
                TaskCreationOptions.None,
                TaskScheduler.Default);
            await context.SleepUntilAsync(context.Now + Minute);
            return input;
        });
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        await touched.Task;
        await host.RunUntilIdleAsync();
        await DemandForeignAsync(host);
    }

    [Fact]
    public async Task Continuing_without_an_end_and_without_a_wait_fails_the_instance()
    {
        var workflow = new ScriptedWorkflow("spins", (context, input) =>
        {
            context.ContinueAsNew(input);
            return Task.FromResult("");
        });
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        var view = await host.FindAsync("i-1", default);
        Assert.Equal(WorkflowState.Failed, view!.State);
        Assert.Contains("without waiting", view.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_ended_with_the_run_leaves_no_timer()
    {
        var workflow = new ScriptedWorkflow("waits", async (context, input) =>
        {
            var came = await context.WaitAsync<int>("go", TimeSpan.FromDays(30));
            if (came.Value == 1)
                context.ContinueAsNew(input);
            return "";
        });
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        _time.Advance(Minute);
        await host.RaiseAsync("i-1", "go", 1, default);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromDays(30), host.NextTimerAt);
        await host.RaiseAsync("i-1", "go", 2, default);
        Assert.Equal(WorkflowState.Completed, (await host.FindAsync("i-1", default))!.State);
        Assert.Null(host.NextTimerAt);
    }

    [Fact]
    public async Task Nothing_may_follow_the_decision_to_continue_as_new()
    {
        var workflow = new ScriptedWorkflow("goes on", async (context, input) =>
        {
            context.ContinueAsNew(input);
            return await context.CallAsync(Echo, input);
        });
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        Assert.Contains("Nothing may follow", (await host.FindAsync("i-1", default))!.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_this_program_does_not_have_stands_still_and_goes_on_with_one_that_has_it()
    {
        var workflow = new ScriptedWorkflow("waits", async (context, _) => $"{(await context.WaitAsync<int>("go", Minute)).Value}");
        await using (var host = Open(workflow))
            await host.StartAsync(workflow, "i-1", "", default);
        await using (var without = Open())
        {
            await without.RunUntilIdleAsync();
            Assert.Contains("waits", Assert.Single(without.Problems), StringComparison.Ordinal);
            Assert.Equal(WorkflowState.Running, (await without.FindAsync("i-1", default))!.State);
            await Assert.ThrowsAsync<InvalidOperationException>(() => without.RaiseAsync("i-1", "go", 3, default));
        }

        await using var again = Open(workflow);
        Assert.True(await again.RaiseAsync("i-1", "go", 3, default));
        Assert.Equal("\"3\"", (await again.FindAsync("i-1", default))!.Result);
        Assert.Empty(again.Problems);
    }

    [Fact]
    public async Task An_activity_that_nobody_implements_is_refused_by_its_name()
    {
        var workflow = new ScriptedWorkflow("calls", async (context, _) =>
            await context.CallAsync(new Activity<string, string>("nowhere"), "", RetryPolicy.Reading));
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        await host.RunUntilIdleAsync();
        Assert.Contains("no activity nowhere", (await host.FindAsync("i-1", default))!.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_of_what_has_completed_is_purged_and_its_result_stays()
    {
        var (ends, fails) = (
            new ScriptedWorkflow("ends", async (context, _) => await context.CallAsync(Echo, "x")),
            new ScriptedWorkflow("fails", (_, _) => throw new InvalidOperationException("broken")));
        await using var host = Open(ends, fails);
        await host.StartAsync(ends, "i-1", "", default);
        await host.StartAsync(fails, "i-2", "", default);
        await host.RunUntilIdleAsync();
        _time.Advance(TimeSpan.FromDays(29));
        await host.RunUntilIdleAsync();
        Assert.NotEmpty(host.HistoryOf("i-1"));
        _time.Advance(TimeSpan.FromDays(2));
        await host.RunUntilIdleAsync();
        Assert.Empty(host.HistoryOf("i-1"));
        Assert.NotEmpty(host.HistoryOf("i-2"));
        Assert.Equal("<x>", WorkflowJson.Read<string>((await host.FindAsync("i-1", default))!.Result!));
        Assert.False(await host.StartAsync(ends, "i-1", "", default));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_take_an_instance_back()
    {
        var workflow = new ScriptedWorkflow("watches", async (context, _) =>
        {
            var before = context.Now;
            await context.CallAsync(Echo, "");
            return $"{context.Now >= before}";
        });
        await using var host = Open(workflow);
        await host.StartAsync(workflow, "i-1", "", default);
        _time.SetClock(TimeSpan.FromHours(-1));
        await host.RunUntilIdleAsync();
        Assert.Equal("\"True\"", (await host.FindAsync("i-1", default))!.Result);
    }

    [Fact]
    public async Task Stopped_while_an_activity_is_under_way_it_is_done_again_under_the_same_key()
    {
        var begun = new TaskCompletionSource();
        var workflow = new ScriptedWorkflow("calls", async (context, input) => await context.CallAsync(Echo, input));
        var activities = new ActivityTable().Add(Echo, async (call, _, cancellation) =>
        {
            _seen.Add(call);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellation);
            return "never";
        });
        var host = new EmbeddedWorkflowHost(Options, new WorkflowTable().Add(workflow), activities, _time);
        host.Run();
        await host.StartAsync(workflow, "i-1", "x", default);
        await begun.Task;
        await host.StopAsync(default);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => host.StartAsync(workflow, "i-2", "x", default));
        await using var next = Open(workflow);
        await next.RunUntilIdleAsync();
        Assert.Equal(["i-1:1", "i-1:1"], _seen.Select(call => call.Key));
        Assert.Equal("<x>", WorkflowJson.Read<string>((await next.FindAsync("i-1", default))!.Result!));
    }

    [Fact]
    public async Task A_disk_that_is_full_for_a_while_loses_nothing_and_does_nothing_twice()
    {
        var isFull = false;
        var workflow = new ScriptedWorkflow("calls", async (context, input) => await context.CallAsync(Echo, input));
        await using var host = new EmbeddedWorkflowHost(
            Options,
            new WorkflowTable().Add(workflow),
            Activities(),
            _time,
            moment =>
            {
                if (isFull && moment == JournalMoment.BeforeCommit)
                    throw new IOException("the disk is full");
            },
            onTurn: null);
        await host.StartAsync(workflow, "i-1", "x", default);
        isFull = true;
        await Assert.ThrowsAsync<IOException>(host.RunUntilIdleAsync);
        await Assert.ThrowsAsync<IOException>(() => host.StartAsync(workflow, "i-2", "y", default));
        Assert.Contains("the disk is full", Assert.Single(host.Problems), StringComparison.Ordinal);
        isFull = false;
        await host.RunUntilIdleAsync();
        Assert.Empty(host.Problems);
        Assert.Single(_seen);
        Assert.Equal("<x>", WorkflowJson.Read<string>((await host.FindAsync("i-1", default))!.Result!));
        Assert.True(await host.StartAsync(workflow, "i-2", "y", default));
    }

    [Fact]
    public async Task Hundreds_of_instances_from_many_threads_all_end_each_with_its_own()
    {
        var workflow = new ScriptedWorkflow("works", async (context, input) =>
        {
            var first = await context.CallAsync(Echo, input);
            var came = await context.WaitAsync<string>("go", Minute);
            return $"{first}{came.Value}";
        });
        await using var host = new EmbeddedWorkflowHost(Options, new WorkflowTable().Add(workflow), Activities(), _time);
        host.Run();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(async () =>
        {
            Assert.True(await host.StartAsync(workflow, $"i-{i}", $"{i}", default));
            Assert.True(await host.RaiseAsync($"i-{i}", "go", $"{-i}", default));
        })));
        await host.WhenIdleAsync();
        var views = await host.ListAsync(1000, default);
        Assert.Equal(300, views.Count);
        Assert.All(views, view => Assert.Equal(
            $"<{view.InstanceId[2..]}>{-int.Parse(view.InstanceId[2..], System.Globalization.CultureInfo.InvariantCulture)}",
            WorkflowJson.Read<string>(view.Result!)));
    }

    [Fact]
    public async Task Told_time_moved_from_timer_to_timer_goes_through_a_year_the_same_each_time()
    {
        async Task<string> YearAsync()
        {
            var time = new ManualTime();
            var workflow = new ScriptedWorkflow("monthly", async (context, input) =>
            {
                await context.SleepUntilAsync(context.Now.AddDays(1));
                await context.CallAsync(Echo, $"{context.Now:u}");
                context.ContinueAsNew(input);
                return "";
            });
            var told = new List<string>();
            var activities = new ActivityTable().Add(Echo, (call, input, _) =>
            {
                told.Add($"{call.Key} {input}");
                return Task.FromResult(input);
            });
            var options = new WorkflowHostOptions { DatabasePath = ":memory:", Safety = SqliteSafety.Nothing };
            await using var host = new EmbeddedWorkflowHost(options, new WorkflowTable().Add(workflow), activities, time);
            for (var i = 0; i < 3; i++)
                await host.StartAsync(workflow, $"i-{i}", "", default);
            var end = time.GetUtcNow().AddDays(365);
            while (host.NextTimerAt is { } next && next <= end)
            {
                time.Advance(next - time.GetUtcNow());
                await host.RunUntilIdleAsync();
            }

            return string.Join('\n', told);
        }

        var one = await YearAsync();
        Assert.Equal(3 * 365, one.Split('\n').Length);
        Assert.Equal(one, await YearAsync());
    }

    private WorkflowHostOptions Options => new() { DatabasePath = _directory.File("workflows.db") };

    private static async Task DemandForeignAsync(EmbeddedWorkflowHost host)
    {
        var view = await host.FindAsync("i-1", default);
        Assert.Equal(WorkflowState.Failed, view!.State);
        Assert.Contains("its context did not give it", view.Failure, StringComparison.Ordinal);
    }

    private ActivityTable Activities() => new ActivityTable().Add(Echo, (call, input, _) =>
    {
        lock (_seen)
            _seen.Add(call);
        return Task.FromResult($"<{input}>");
    });

    private EmbeddedWorkflowHost Open(params ScriptedWorkflow[] workflows)
    {
        var table = new WorkflowTable();
        foreach (var workflow in workflows)
            table.Add(workflow);
        return new EmbeddedWorkflowHost(Options, table, Activities(), _time);
    }
}
