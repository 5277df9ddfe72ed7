using Arbit.Live.Durable;
using Arbit.Money;
using Arbit.Tests.Support;
using Arbit.Tests.Workflows;
using Arbit.Workflows;
using Arbit.Workflows.Register;
using Microsoft.DurableTask.Client;

namespace Arbit.Tests.Live.Durable;

/// <summary>What goes beyond the contract of a workflow host: what backends forget, interrupt and do twice.</summary>
public sealed class DurableWorkflowHostTests : IAsyncDisposable
{
    private static readonly Activity<string, string> Echo = new("echo");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();
    private readonly List<ActivityCall> _seen = [];
    private DurableTestHost? _host;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [Fact]
    public async Task Of_many_starts_at_once_one_begins_it()
    {
        var workflow = Calls();
        var host = await OpenAsync(workflow);
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.Workflows.StartAsync(workflow, "i-1", $"{i}", default)));
        await host.SettleAsync();
        Assert.Single(begun, isFirst => isFirst);
        Assert.Single(_seen);
    }

    [Fact]
    public async Task A_start_that_was_cut_off_half_way_is_begun_by_the_next_who_asks_with_what_the_first_had()
    {
        var workflow = Calls();
        var host = await OpenAsync(workflow);
        await host.Register.BeginAsync(new RegisteredStart("i-1", workflow.Name, 1, "\"first\"", _time.GetUtcNow(), IsHandedOver: false), default);
        Assert.Null(await host.Workflows.FindAsync("i-1", default));
        Assert.Empty(await host.Workflows.ListAsync(9, default));
        Assert.False(await host.Workflows.RaiseAsync("i-1", "go", 1, default));
        Assert.False(await host.Workflows.StartAsync(workflow, "i-1", "second", default));
        await host.SettleAsync();
        Assert.Equal("<first>", await ResultAsync("i-1"));
    }

    [Fact]
    public async Task What_has_completed_and_was_purged_is_still_told_and_never_begun_again()
    {
        var (workflow, fails) = (Calls(), new ScriptedWorkflow("fails", (_, _) => throw new InvalidOperationException("broken")));
        var host = await OpenAsync(workflow, fails);
        await host.Workflows.StartAsync(workflow, "i-1", "one", default);
        await host.Workflows.StartAsync(fails, "i-2", "", default);
        await host.SettleAsync();
        Assert.Equal(0, await host.Workflows.PurgeAsync(_time.GetUtcNow() - Minute, default));
        Assert.Equal(1, await host.Workflows.PurgeAsync(_time.GetUtcNow() + Minute, default));
        Assert.Null(await host.Client.GetInstanceAsync("i-1"));
        Assert.NotNull(await host.Client.GetInstanceAsync("i-2"));
        Assert.False(await host.Workflows.StartAsync(workflow, "i-1", "two", default));
        await host.SettleAsync();
        Assert.Equal("<one>", await ResultAsync("i-1"));
        Assert.Single(_seen);
    }

    [Fact]
    public async Task Nor_is_it_where_nobody_came_to_enter_that_it_was_handed_over()
    {
        var workflow = Calls();
        var host = await OpenAsync(workflow);
        await host.Register.BeginAsync(new RegisteredStart("i-1", workflow.Name, 1, "\"one\"", _time.GetUtcNow(), IsHandedOver: false), default);
        var start = new DurableStart(workflow.Name, 1, "\"one\"", Calls: 0, Ids: 0, Events: [], Received: [], Status: null, RunsWithoutWait: 0);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(workflow.Name, start, new Microsoft.DurableTask.StartOrchestrationOptions("i-1"));
        await host.SettleAsync();
        await host.Client.PurgeInstanceAsync("i-1");
        Assert.False(await host.Workflows.StartAsync(workflow, "i-1", "two", default));
        await host.SettleAsync();
        Assert.Single(_seen);
    }

    [Fact]
    public async Task Nor_is_what_was_terminated_by_hand_and_purged()
    {
        var workflow = new ScriptedWorkflow("waits", async (context, _) => $"{(await context.WaitAsync<int>("go", Minute)).Value}");
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        await host.Client.TerminateInstanceAsync("i-1");
        await host.SettleAsync();
        await host.Client.PurgeInstanceAsync("i-1");
        Assert.False(await host.Workflows.StartAsync(workflow, "i-1", "", default));
        Assert.Null(await host.Client.GetInstanceAsync("i-1"));
    }

    [Fact]
    public async Task An_instance_finishes_under_the_version_that_it_began_with_through_all_its_runs()
    {
        static async Task<string> Run(IWorkflowContext context, string input)
        {
            var said = await context.CallAsync(Echo, $"{input}{context.Version}");
            await context.SleepUntilAsync(context.Now + Minute);
            if (input == "a")
                context.ContinueAsNew("b");
            return said;
        }

        var host = await OpenAsync(new ScriptedWorkflow("moves on", Run, version: 1));
        await host.Workflows.StartAsync(new ScriptedWorkflow("moves on", Run, version: 1), "i-1", "a", default);
        await host.SettleAsync();
        var after = new ScriptedWorkflow("moves on", Run, version: 2);
        host.Deploy(new WorkflowTable().Add(after));
        await host.Workflows.StartAsync(after, "i-2", "b", default);
        await host.ElapseAsync(2 * Minute);
        Assert.Equal(("<b1>", "<b2>"), (await ResultAsync("i-1"), await ResultAsync("i-2")));
        Assert.Equal((1, 2), ((await ViewAsync("i-1")).Version, (await ViewAsync("i-2")).Version));
    }

    [Fact]
    public async Task Code_that_changed_without_a_new_version_fails_where_a_person_sees_it()
    {
        var before = new ScriptedWorkflow("changes", async (context, input) =>
        {
            await context.SleepUntilAsync(context.Now + Minute);
            return await context.CallAsync(Echo, input);
        });
        var parent = new ScriptedWorkflow("parent", async (context, _) =>
        {
            try
            {
                return await context.RunAsync(before, "i-1", "");
            }
            catch (WorkflowFailedException e)
            {
                return e.InstanceId;
            }
        });
        var host = await OpenAsync(before, parent);
        await host.Workflows.StartAsync(before, "i-1", "", default);
        await host.SettleAsync();
        host.Deploy(new WorkflowTable().Add(parent).Add(new ScriptedWorkflow("changes", (context, input) => context.CallAsync(Echo, input))));
        await host.ElapseAsync(Minute);
        Assert.Equal(WorkflowState.Failed, (await ViewAsync("i-1")).State);
        Assert.Contains("non-deterministic", (await ViewAsync("i-1")).Failure, StringComparison.OrdinalIgnoreCase);
        // It never said that it ended, and who waits for it hears it all the same.
        await host.Workflows.StartAsync(parent, "p-1", "", default);
        await host.SettleAsync();
        Assert.Equal("i-1", await ResultAsync("p-1"));
    }

    [Fact]
    public async Task Who_waits_for_what_is_terminated_by_hand_hears_it_in_some_hours()
    {
        var child = new ScriptedWorkflow("child", async (context, _) => $"{(await context.WaitAsync<int>("go", TimeSpan.FromDays(30))).Value}");
        var parent = new ScriptedWorkflow("parent", async (context, _) => await context.RunAsync(child, "c-1", ""));
        var host = await OpenAsync(child, parent);
        await host.Workflows.StartAsync(parent, "p-1", "", default);
        await host.SettleAsync();
        await host.Client.TerminateInstanceAsync("c-1");
        await host.ElapseAsync(TimeSpan.FromHours(6));
        Assert.Equal((WorkflowState.Failed, "It was terminated."), ((await ViewAsync("c-1")).State, (await ViewAsync("c-1")).Failure));
        Assert.Equal("WorkflowFailedException: c-1: It was terminated.", (await ViewAsync("p-1")).Failure);
    }

    [Fact]
    public async Task An_activity_that_is_interrupted_is_done_again_as_the_same_attempt_under_the_same_key()
    {
        var workflow = Calls();
        var host = await OpenAsync(workflow);
        var interruptions = 3;
        var tried = new List<(int Step, int Attempt)>();
        host.BeforeCall = call =>
        {
            tried.Add((call.Step, call.Attempt));
            if (interruptions-- > 0)
                throw new OperationCanceledException("the worker stops");
        };
        await host.Workflows.StartAsync(workflow, "i-1", "x", default);
        await host.ElapseAsync(Minute);
        Assert.Equal("<x>", await ResultAsync("i-1"));
        Assert.Equal([(1, 1), (1, 1), (1, 1), (1, 1)], tried);
        Assert.Equal(new ActivityCall("i-1", 1, 1), Assert.Single(_seen));
    }

    [Fact]
    public async Task Stopped_while_it_is_under_way_an_activity_gives_no_answer()
    {
        var host = await OpenAsync(Calls());
        var stops = new ActivityTable().Add(Echo, (_, _, cancellation) => Task.FromCanceled<string>(cancellation));
        var activities = new DurableActivities(stops, host.Workflows, host.Register);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => activities.CallAsync(new DurableCall("i-1", "echo", 1, 1, "\"\""), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Money_is_exact_through_calls_events_runs_and_results()
    {
        var (least, most) = (Amount.Parse("0.000000000000000001"), Amount.Parse("79228162514.264337593543950335"));
        var keep = new Activity<Amount, Amount>("keep");
        var workflow = new MoneyWorkflow(keep);
        _host = await DurableTestHost.StartAsync(new WorkflowTable().Add(workflow), new ActivityTable().Add(keep, (_, amount, _) => Task.FromResult(amount)), _time, isStepped: true);
        await _host.Workflows.StartAsync(workflow, "i-1", [least, most], default);
        await _host.Workflows.RaiseAsync("i-1", "amount", least, default);
        await _host.SettleAsync();
        await _host.Workflows.RaiseAsync("i-1", "amount", most, default);
        await _host.SettleAsync();
        Assert.Equal([least, most, least, most, least, most], WorkflowJson.Read<IReadOnlyList<Amount>>((await ViewAsync("i-1")).Result!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_event_is_lost_and_none_overtakes_another_while_it_continues_as_new(bool isStepped)
    {
        const int Events = 200;
        var workflow = new ScriptedWorkflow("takes one a run", async (context, input) =>
        {
            var came = await context.WaitAsync<int>("go", TimeSpan.FromDays(1));
            if (came.Value % 3 == 0)
                await context.CallAsync(Echo, "");
            if (came.Value < Events)
                context.ContinueAsNew($"{input}{came.Value} ");
            return $"{input}{came.Value}";
        });
        var host = await OpenAsync(isStepped, workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        // Told one after the other, while it works on them.
        for (var i = 1; i <= Events; i++)
            await host.Workflows.RaiseAsync("i-1", "go", i, default);
        await host.SettleAsync();
        Assert.Equal(string.Join(' ', Enumerable.Range(1, Events)), await ResultAsync("i-1"));
    }

    [Fact]
    public async Task A_mail_that_the_backend_delivers_twice_is_handed_out_once_in_the_next_run_as_well()
    {
        var workflow = new ScriptedWorkflow("collects", async (context, input) =>
        {
            var came = await context.WaitAsync<int>("go", Minute);
            if (!came.Came)
                return input;
            context.ContinueAsNew($"{input}{came.Value} ");
            return "";
        });
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        foreach (var id in (int[])[1, 1, 2, 1, 2])
        {
            await host.Client.RaiseEventAsync("i-1", DurableNames.Mail, new DurableMail(MailKind.Event, "go", $"{id}", $"{id}"));
            await host.SettleAsync();
        }

        await host.ElapseAsync(Minute);
        Assert.Equal("1 2 ", await ResultAsync("i-1"));
    }

    [Fact]
    public async Task Names_of_events_are_told_apart_by_their_case_and_each_keeps_its_order()
    {
        var workflow = new ScriptedWorkflow("waits", async (context, _) =>
        {
            var (small, great) = (context.WaitAsync<int>("go", Minute), context.WaitAsync<int>("GO", Minute));
            return $"{(await small).Value} {(await great).Value}";
        });
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.Workflows.RaiseAsync("i-1", "GO", 1, default);
        await host.Workflows.RaiseAsync("i-1", "go", 2, default);
        await host.SettleAsync();
        Assert.Equal("2 1", await ResultAsync("i-1"));
    }

    [Fact]
    public async Task Who_asks_for_a_sub_workflow_twice_at_once_and_again_later_gets_one_result()
    {
        var child = new ScriptedWorkflow("child", async (context, input) => await context.CallAsync(Echo, input));
        var parent = new ScriptedWorkflow("parent", async (context, _) =>
        {
            var both = await Task.WhenAll(context.RunAsync(child, "c-1", "x"), context.RunAsync(child, "c-1", "y"));
            return string.Join(' ', both.Append(await context.RunAsync(child, "c-1", "z")));
        });
        var host = await OpenAsync(child, parent);
        await host.Workflows.StartAsync(parent, "p-1", "", default);
        await host.SettleAsync();
        Assert.Equal("<x> <x> <x>", await ResultAsync("p-1"));
    }

    [Fact]
    public async Task An_id_of_another_workflow_is_no_sub_workflow()
    {
        var (child, other) = (Calls(), new ScriptedWorkflow("other", (_, _) => Task.FromResult("")));
        var parent = new ScriptedWorkflow("parent", async (context, _) => await context.RunAsync(other, "c-1", "x"));
        var host = await OpenAsync(child, other, parent);
        await host.Workflows.StartAsync(child, "c-1", "", default);
        await host.Workflows.StartAsync(parent, "p-1", "", default);
        await host.SettleAsync();
        Assert.Contains("The instance of that id is a calls, no other.", (await ViewAsync("p-1")).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_said_of_itself_outlives_its_runs_and_a_table_too_long_is_left_away()
    {
        var workflow = new ScriptedWorkflow("speaks", async (context, input) =>
        {
            if (input.Length == 0)
            {
                context.SetStatus(new WorkflowStatus("compares") { Details = new string('x', 9_000), Done = ["began"] });
                context.ContinueAsNew("again");
                return "";
            }

            await context.WaitAsync<int>("go", Minute);
            return "";
        });
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        var status = (await ViewAsync("i-1")).Status!;
        Assert.Equal(("compares", null, "began"), (status.Step, status.Details, status.Done.Single()));
    }

    [Fact]
    public async Task Continuing_without_an_end_and_without_a_wait_fails_the_instance()
    {
        var workflow = new ScriptedWorkflow("spins", (context, input) =>
        {
            context.ContinueAsNew(input);
            return Task.FromResult("");
        });
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        Assert.Contains("without waiting", (await ViewAsync("i-1")).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_may_follow_the_decision_to_continue_as_new()
    {
        var workflow = new ScriptedWorkflow("goes on", async (context, input) =>
        {
            context.ContinueAsNew(input);
            return await context.CallAsync(Echo, input);
        });
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        Assert.Contains("Nothing may follow", (await ViewAsync("i-1")).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_nobody_implements_is_refused_by_its_name()
    {
        var workflow = new ScriptedWorkflow("calls", async (context, _) => await context.CallAsync(new Activity<string, string>("nowhere"), "", RetryPolicy.Reading));
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        Assert.Contains("no activity nowhere", (await ViewAsync("i-1")).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_this_program_does_not_have_fails_where_a_person_sees_it()
    {
        var workflow = Calls();
        var host = await OpenAsync(workflow);
        var before = host.Workflows;
        host.Deploy(new WorkflowTable());
        await before.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        Assert.Equal(WorkflowState.Failed, (await ViewAsync("i-1")).State);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_take_an_instance_back()
    {
        var workflow = new ScriptedWorkflow("watches", async (context, _) =>
        {
            var before = context.Now;
            await context.WaitAsync<int>("go", Minute);
            return $"{context.Now >= before}";
        });
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        _time.SetClock(TimeSpan.FromHours(-1));
        await host.Workflows.RaiseAsync("i-1", "go", 1, default);
        await host.SettleAsync();
        Assert.Equal("True", await ResultAsync("i-1"));
    }

    [Fact]
    public async Task Waits_that_are_left_do_not_keep_the_backend_s_instance_from_its_end()
    {
        var workflow = new ScriptedWorkflow("leaves", async (context, _) =>
        {
            var (sleep, wait) = (context.SleepUntilAsync(context.Now + Minute), context.WaitAsync<int>("never", 2 * Minute));
            return await Task.WhenAny(sleep, wait, context.CallAsync(Echo, "")) is Task<string> echoed ? await echoed : "too late";
        });
        var host = await OpenAsync(workflow);
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        Assert.Equal("<>", await ResultAsync("i-1"));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Client.GetInstanceAsync("i-1"))!.RuntimeStatus);
        Assert.Null(host.Backend.NextTimerAt);
    }

    [Fact]
    public async Task Whoever_tells_of_workflows_hears_of_each_change_once_and_of_none_that_is_replayed()
    {
        var workflow = new ScriptedWorkflow("speaks", async (context, input) =>
        {
            context.SetStatus(new WorkflowStatus("one"));
            await context.CallAsync(Echo, input);
            context.SetStatus(new WorkflowStatus("two"));
            return await context.CallAsync(Echo, input);
        });
        var host = await OpenAsync(workflow);
        var changed = new List<string>();
        host.Changed = changed.Add;
        await host.Workflows.StartAsync(workflow, "i-1", "", default);
        await host.SettleAsync();
        // Begun, said twice, ended.
        Assert.Equal(["i-1", "i-1", "i-1", "i-1"], changed);
    }

    private static ScriptedWorkflow Calls() => new("calls", async (context, input) => await context.CallAsync(Echo, input));

    private Task<DurableTestHost> OpenAsync(params ScriptedWorkflow[] workflows) => OpenAsync(isStepped: true, workflows);

    private async Task<DurableTestHost> OpenAsync(bool isStepped, params ScriptedWorkflow[] workflows)
    {
        var table = new WorkflowTable();
        foreach (var workflow in workflows)
            table.Add(workflow);
        var activities = new ActivityTable().Add(Echo, (call, input, _) =>
        {
            lock (_seen)
                _seen.Add(call);
            return Task.FromResult($"<{input}>");
        });
        return _host = await DurableTestHost.StartAsync(table, activities, _time, isStepped);
    }

    private async Task<WorkflowView> ViewAsync(string id)
    {
        var view = await _host!.Workflows.FindAsync(id, default);
        Assert.NotNull(view);
        return view;
    }

    private async Task<string> ResultAsync(string id)
    {
        var view = await ViewAsync(id);
        Assert.True(view.State == WorkflowState.Completed, $"{view.State} {view.Failure}");
        return WorkflowJson.Read<string>(view.Result!);
    }

    /// <summary>Hands back every amount as it came by each way.</summary>
    private sealed class MoneyWorkflow(Activity<Amount, Amount> keep) : Workflow<IReadOnlyList<Amount>, IReadOnlyList<Amount>>
    {
        public override string Name => "money";

        public override async Task<IReadOnlyList<Amount>> RunAsync(IWorkflowContext context, IReadOnlyList<Amount> input)
        {
            if (input.Count == 2)
            {
                context.ContinueAsNew<IReadOnlyList<Amount>>([.. input, await context.CallAsync(keep, input[0]), await context.CallAsync(keep, input[1])]);
                return input;
            }

            return [.. input, (await context.WaitAsync<Amount>("amount", Minute)).Value, (await context.WaitAsync<Amount>("amount", Minute)).Value];
        }
    }
}
