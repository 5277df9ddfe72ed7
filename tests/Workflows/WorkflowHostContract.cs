using System.Globalization;
using Arbit.Workflows;

namespace Arbit.Tests.Workflows;

/// <summary>What every workflow host keeps to. It is long because it is one: whoever adds a host adds one class, and no part can be left out.</summary>
public abstract class WorkflowHostContract
{
    private static readonly Activity<string, string> Echo = new("echo");
    private static readonly Activity<string, string> Fail = new("fail");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly RetryPolicy Thrice = new(3, TimeSpan.FromSeconds(10), 2, Minute);

    private readonly List<ActivityCall> _seen = [];
    private readonly WorkflowTable _workflows = new();
    private readonly ActivityTable _activities = new();
    private IWorkflowHost? _host;
    private int _failures = int.MaxValue;
    private Func<Exception> _failure = () => new InvalidOperationException("not now");

    protected WorkflowHostContract()
    {
        _activities.Add(Echo, (call, input, _) =>
        {
            See(call);
            return Task.FromResult($"<{input}>");
        });
        _activities.Add(Fail, (call, input, _) =>
        {
            See(call);
            return _failures-- > 0 ? throw _failure() : Task.FromResult($"at last {input}");
        });
    }

    protected IWorkflowHost Host => _host ??= Open(_workflows, _activities);

    protected IReadOnlyList<ActivityCall> Seen
    {
        get
        {
            lock (_seen)
                return [.. _seen];
        }
    }

    [Fact]
    public async Task An_activity_is_called_with_its_input_and_its_result_comes_back()
    {
        var view = await EndAsync(Define("calls", async (context, input) => await context.CallAsync(Echo, input)), "one");
        Assert.Equal((WorkflowState.Completed, "\"<one>\""), (view.State, Unescaped(view.Result)));
        Assert.Equal(new ActivityCall("i-1", 1, 1), Assert.Single(Seen));
    }

    [Fact]
    public async Task Calls_are_counted_and_their_keys_are_the_instance_and_the_count()
    {
        await EndAsync(Define("calls", async (context, input)
            => await context.CallAsync(Echo, await context.CallAsync(Echo, await context.CallAsync(Echo, input)))));
        Assert.Equal(["i-1:1", "i-1:2", "i-1:3"], Seen.Select(call => call.Key));
    }

    [Fact]
    public async Task What_fails_is_tried_again_under_the_same_key_after_the_waits_of_its_policy()
    {
        _failures = 2;
        var workflow = Define("retries", async (context, input)
            => $"{await context.CallAsync(Fail, input, Thrice)} at {context.Now.ToString("O", CultureInfo.InvariantCulture)}");
        Assert.True(await Host.StartAsync(workflow, "i-1", "x", default));
        await SettleAsync();
        Assert.Single(Seen);
        await ElapseAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, Seen.Count);
        await ElapseAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([("i-1:1", 1), ("i-1:1", 2), ("i-1:1", 3)], Seen.Select(call => (call.Key, call.Attempt)));
        Assert.Contains("at last x", (await ViewAsync("i-1")).Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_of_retries_the_workflow_sees_the_last_failure()
    {
        var workflow = Define("gives up", async (context, input) =>
        {
            try
            {
                return await context.CallAsync(Fail, input, Thrice);
            }
            catch (ActivityFailedException e)
            {
                return $"{e.Activity}|{e.Kind}|{e.Message}";
            }
        });
        await Host.StartAsync(workflow, "i-1", "x", default);
        await ElapseAsync(Minute);
        Assert.Equal("fail|InvalidOperationException|fail: not now", WorkflowJson.Read<string>((await ViewAsync("i-1")).Result!));
        Assert.Equal(3, Seen.Count);
    }

    [Fact]
    public async Task A_refusal_is_told_by_its_kind_and_not_asked_again()
    {
        _failure = () => new RefusedForTestException();
        var view = await EndAsync(Define("is refused", async (context, input) =>
        {
            try
            {
                return await context.CallAsync(Fail, input, Thrice);
            }
            catch (ActivityFailedException e) when (e.Kind == nameof(RefusedForTestException))
            {
                return "understood";
            }
        }));
        Assert.Equal("\"understood\"", view.Result);
        Assert.Single(Seen);
    }

    [Fact]
    public async Task Without_a_policy_there_is_one_attempt()
    {
        var view = await EndAsync(Define("tries once", async (context, input) => await context.CallAsync(Fail, input)));
        Assert.Equal(WorkflowState.Failed, view.State);
        Assert.Contains("not now", view.Failure, StringComparison.Ordinal);
        Assert.Single(Seen);
    }

    [Fact]
    public async Task It_sleeps_until_the_time_and_not_before()
    {
        var workflow = Define("sleeps", async (context, _) =>
        {
            var begun = context.Now;
            await context.SleepUntilAsync(begun + Minute);
            return context.Now >= begun + Minute ? "awake in time" : "too early";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await ElapseAsync(TimeSpan.FromSeconds(59));
        Assert.Equal(WorkflowState.Running, (await ViewAsync("i-1")).State);
        await ElapseAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("\"awake in time\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task Until_a_time_that_has_passed_it_does_not_sleep()
    {
        var view = await EndAsync(Define("does not sleep", async (context, _) =>
        {
            await context.SleepUntilAsync(context.Now - Minute);
            await context.SleepUntilAsync(context.Now);
            return "here";
        }));
        Assert.Equal("\"here\"", view.Result);
    }

    [Fact]
    public async Task An_event_wakes_who_waits_for_it()
    {
        var workflow = Define("waits", async (context, _) =>
        {
            var came = await context.WaitAsync<int>("go", Minute);
            return $"{came.Came} {came.Value}";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await SettleAsync();
        Assert.True(await Host.RaiseAsync("i-1", "go", 7, default));
        await SettleAsync();
        Assert.Equal("\"True 7\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task An_event_that_comes_before_anybody_waits_is_kept()
    {
        var workflow = Define("waits late", async (context, _) =>
        {
            await context.SleepUntilAsync(context.Now + Minute);
            var came = await context.WaitAsync<int>("go", Minute);
            return $"{came.Came} {came.Value}";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await Host.RaiseAsync("i-1", "go", 7, default);
        await ElapseAsync(Minute);
        Assert.Equal("\"True 7\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task Events_are_handed_out_once_in_the_order_of_arrival_each_to_who_waits_for_its_name()
    {
        var workflow = Define("collects", async (context, _) =>
        {
            await context.SleepUntilAsync(context.Now + Minute);
            var taken = new List<string>();
            foreach (var name in (string[])["b", "a", "a", "a"])
            {
                var came = await context.WaitAsync<int>(name, Minute);
                taken.Add(came.Came ? $"{name}{came.Value}" : $"no {name}");
            }

            return string.Join(',', taken);
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        foreach (var (name, value) in ((string, int)[])[("a", 1), ("b", 2), ("a", 3)])
            await Host.RaiseAsync("i-1", name, value, default);
        await ElapseAsync(3 * Minute);
        Assert.Equal("b2,a1,a3,no a", WorkflowJson.Read<string>((await ViewAsync("i-1")).Result!));
    }

    [Fact]
    public async Task Of_two_who_wait_for_one_name_the_first_is_served_first()
    {
        var workflow = Define("waits twice at once", async (context, _) =>
        {
            var (first, second) = (context.WaitAsync<int>("go", Minute), context.WaitAsync<int>("go", 2 * Minute));
            return $"{(await first).Value} {(await second).Value}";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await SettleAsync();
        await Host.RaiseAsync("i-1", "go", 1, default);
        await Host.RaiseAsync("i-1", "go", 2, default);
        await SettleAsync();
        Assert.Equal("\"1 2\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task Who_has_given_up_takes_no_event_from_who_still_waits()
    {
        var workflow = Define("gives up once", async (context, _) =>
        {
            var (brief, patient) = (context.WaitAsync<int>("go", Minute), context.WaitAsync<int>("go", 3 * Minute));
            return $"{(await brief).Came} {(await patient).Value}";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await ElapseAsync(2 * Minute);
        await Host.RaiseAsync("i-1", "go", 7, default);
        await SettleAsync();
        Assert.Equal("\"False 7\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task Nothing_in_time_is_said_and_a_late_event_is_for_the_next_who_waits()
    {
        var workflow = Define("waits twice", async (context, _) =>
        {
            var first = await context.WaitAsync<int>("go", Minute);
            await context.SleepUntilAsync(context.Now + Minute);
            var second = await context.WaitAsync<int>("go", Minute);
            return $"{first.Came} {second.Came} {second.Value}";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await ElapseAsync(Minute);
        Assert.True(await Host.RaiseAsync("i-1", "go", 8, default));
        await ElapseAsync(Minute);
        Assert.Equal("\"False True 8\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task A_wait_that_an_event_ended_leaves_no_timer_that_keeps_anything_up()
    {
        var workflow = Define("waits long", async (context, _) =>
        {
            await context.WaitAsync<int>("go", TimeSpan.FromDays(30));
            await context.SleepUntilAsync(context.Now + Minute);
            return "over";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await SettleAsync();
        await Host.RaiseAsync("i-1", "go", 1, default);
        await ElapseAsync(Minute);
        Assert.Equal(WorkflowState.Completed, (await ViewAsync("i-1")).State);
    }

    [Fact]
    public async Task An_event_for_nobody_or_for_who_has_ended_is_told_so()
    {
        await EndAsync(Define("ends", (_, _) => Task.FromResult("done")));
        Assert.False(await Host.RaiseAsync("i-1", "go", 1, default));
        Assert.False(await Host.RaiseAsync("never begun", "go", 1, default));
    }

    [Fact]
    public async Task A_sub_workflow_runs_under_its_own_id_and_gives_its_result()
    {
        var child = Define("child", async (context, input) => await context.CallAsync(Echo, $"{context.InstanceId} {input}"));
        var view = await EndAsync(Define("parent", async (context, input) => await context.RunAsync(child, "c-1", input)), "x");
        Assert.Equal("<c-1 x>", WorkflowJson.Read<string>(view.Result!));
        Assert.Equal("c-1:1", Assert.Single(Seen).Key);
        Assert.Equal(WorkflowState.Completed, (await ViewAsync("c-1")).State);
    }

    [Fact]
    public async Task A_sub_workflow_that_has_begun_already_is_waited_for_and_not_run_again()
    {
        var child = Define("child", async (context, input) => await context.CallAsync(Echo, input));
        var parent = Define("parent", async (context, input) => await context.RunAsync(child, "c-1", input));
        await Host.StartAsync(child, "c-1", "first", default);
        await SettleAsync();
        Assert.Equal("<first>", WorkflowJson.Read<string>((await EndAsync(parent, "second")).Result!));
        Assert.Equal("<first>", WorkflowJson.Read<string>((await EndAsync(parent, "third", "i-2")).Result!));
        Assert.Single(Seen);
    }

    [Fact]
    public async Task Two_may_wait_for_one_sub_workflow()
    {
        var child = Define("child", async (context, _) => $"{(await context.WaitAsync<int>("go", Minute)).Value}");
        var parent = Define("parent", async (context, input) => await context.RunAsync(child, "c-1", input));
        await Host.StartAsync(parent, "i-1", "", default);
        await Host.StartAsync(parent, "i-2", "", default);
        await SettleAsync();
        await Host.RaiseAsync("c-1", "go", 5, default);
        await SettleAsync();
        Assert.Equal(("\"5\"", "\"5\""), ((await ViewAsync("i-1")).Result, (await ViewAsync("i-2")).Result));
    }

    [Fact]
    public async Task A_sub_workflow_s_failure_reaches_who_waits()
    {
        var child = Define("child", (_, _) => throw new InvalidOperationException("broken"));
        var view = await EndAsync(Define("parent", async (context, input) =>
        {
            try
            {
                return await context.RunAsync(child, "c-1", input);
            }
            catch (WorkflowFailedException e)
            {
                return $"{e.InstanceId} {e.Message.Contains("broken", StringComparison.Ordinal)}";
            }
        }));
        Assert.Equal("\"c-1 True\"", view.Result);
    }

    [Fact]
    public async Task What_it_says_of_itself_is_seen_while_it_runs_and_afterwards()
    {
        var workflow = Define("speaks", async (context, _) =>
        {
            context.SetStatus(new WorkflowStatus("asks") { NeedsDecision = true, Question = "Really?", Done = ["began"] });
            var came = await context.WaitAsync<Decision>(Decision.EventName, Minute);
            context.SetStatus(new WorkflowStatus($"{came.Value!.By} said {came.Value.Approved}"));
            return "";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await SettleAsync();
        var asks = (await ViewAsync("i-1")).Status!;
        Assert.Equal(("asks", true, "Really?", "began"), (asks.Step, asks.NeedsDecision, asks.Question, asks.Done.Single()));
        await Host.RaiseAsync("i-1", Decision.EventName, new Decision(Approved: true, "page"), default);
        await SettleAsync();
        Assert.Equal("page said True", (await ViewAsync("i-1")).Status!.Step);
    }

    [Fact]
    public async Task It_continues_as_new_with_another_input_and_the_same_id_until_it_returns()
    {
        var view = await EndAsync(Define("counts", async (context, input) =>
        {
            var count = int.Parse(input, CultureInfo.InvariantCulture);
            await context.CallAsync(Echo, input);
            if (count < 3)
                context.ContinueAsNew($"{count + 1}");
            return $"{count}";
        }), "1");
        Assert.Equal((WorkflowState.Completed, "\"3\""), (view.State, view.Result));
        Assert.Equal(["i-1:1", "i-1:2", "i-1:3"], Seen.Select(call => call.Key));
    }

    [Fact]
    public async Task Events_that_nobody_took_go_along_into_the_next_run_in_their_order()
    {
        var workflow = Define("takes one a run", async (context, input) =>
        {
            if (input.Length == 0)
                await context.SleepUntilAsync(context.Now + Minute);
            var came = await context.WaitAsync<string>("go", Minute);
            if (came.Came)
                context.ContinueAsNew(input + came.Value);
            return input;
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        foreach (var value in (string[])["a", "b", "c"])
            await Host.RaiseAsync("i-1", "go", value, default);
        await ElapseAsync(Minute);
        await Host.RaiseAsync("i-1", "go", "d", default);
        await ElapseAsync(Minute);
        Assert.Equal("\"abcd\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task An_id_is_begun_once_whatever_became_of_it()
    {
        var workflow = Define("calls", async (context, input) => await context.CallAsync(Echo, input));
        Assert.True(await Host.StartAsync(workflow, "i-1", "one", default));
        Assert.False(await Host.StartAsync(workflow, "i-1", "two", default));
        await SettleAsync();
        Assert.False(await Host.StartAsync(workflow, "i-1", "three", default));
        await SettleAsync();
        Assert.Equal("<one>", WorkflowJson.Read<string>((await ViewAsync("i-1")).Result!));
        Assert.Single(Seen);
    }

    [Fact]
    public async Task What_it_throws_is_its_failure()
    {
        var atOnce = Define("throws at once", (_, _) => throw new InvalidOperationException("at once"));
        var later = Define("throws later", async (context, input) =>
        {
            await context.CallAsync(Echo, input);
            throw new InvalidOperationException("later");
        });
        var (before, after) = (await EndAsync(atOnce), await EndAsync(later, id: "i-2"));
        Assert.Equal((WorkflowState.Failed, WorkflowState.Failed), (before.State, after.State));
        Assert.Contains("at once", before.Failure, StringComparison.Ordinal);
        Assert.Contains("later", after.Failure, StringComparison.Ordinal);
        Assert.Null(after.Result);
    }

    [Fact]
    public async Task Time_stands_still_within_a_turn_and_ids_differ_in_every_place()
    {
        var workflow = Define("marks", async (context, _) =>
        {
            var (now, one, two) = (context.Now, context.NewId(), context.NewId());
            await context.SleepUntilAsync(now + Minute);
            return string.Join(' ', one, two, context.NewId(), context.Now - now >= Minute);
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await Host.StartAsync(workflow, "i-2", "", default);
        await ElapseAsync(Minute);
        var words = (await ViewAsync("i-1")).Result!.Trim('"').Split(' ').Concat((await ViewAsync("i-2")).Result!.Trim('"').Split(' ')).ToList();
        Assert.Equal(2, words.Count(word => word == "True"));
        Assert.Equal(6, words.Where(word => word != "True").Select(Guid.Parse).Distinct().Count());
    }

    [Fact]
    public async Task Many_activities_at_once_come_back_each_in_its_place()
    {
        var view = await EndAsync(Define("fans out", async (context, _)
            => string.Concat(await Task.WhenAll(Enumerable.Range(1, 40).Select(i => context.CallAsync(Echo, $"{i}"))))));
        Assert.Equal(string.Concat(Enumerable.Range(1, 40).Select(i => $"<{i}>")), WorkflowJson.Read<string>(view.Result!));
        Assert.Equal(40, Seen.Select(call => call.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_first_of_two_waits_wins()
    {
        var workflow = Define("races", async (context, _) =>
        {
            var (go, stop) = (context.WaitAsync<int>("go", 3 * Minute), context.WaitAsync<int>("stop", 5 * Minute));
            return await Task.WhenAny(go, stop) == stop ? "stopped" : "gone";
        });
        await Host.StartAsync(workflow, "i-1", "", default);
        await SettleAsync();
        await Host.RaiseAsync("i-1", "stop", 1, default);
        await SettleAsync();
        Assert.Equal("\"stopped\"", (await ViewAsync("i-1")).Result);
    }

    [Fact]
    public async Task Instances_are_listed_newest_first_and_no_more_than_asked_for()
    {
        var workflow = Define("ends", (_, input) => Task.FromResult(input));
        foreach (var id in (string[])["b", "a", "c"])
        {
            await Host.StartAsync(workflow, id, "", default);
            await ElapseAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["c", "a"], (await Host.ListAsync(2, default)).Select(view => view.InstanceId));
        Assert.Null(await Host.FindAsync("d", default));
        var found = await ViewAsync("a");
        Assert.Equal(("ends", 1), (found.Workflow, found.Version));
    }

    /// <summary>A host that has begun, over nothing.</summary>
    protected abstract IWorkflowHost Open(WorkflowTable workflows, ActivityTable activities);

    /// <summary>Until nothing goes on any more but for time or an event.</summary>
    protected abstract Task SettleAsync();

    /// <summary>So much time passes, and what falls due in it is done.</summary>
    protected abstract Task ElapseAsync(TimeSpan by);

    /// <summary>Before the host is first used.</summary>
    private protected ScriptedWorkflow Define(string name, Func<IWorkflowContext, string, Task<string>> run)
    {
        var workflow = new ScriptedWorkflow(name, run);
        _workflows.Add(workflow);
        return workflow;
    }

    protected async Task<WorkflowView> ViewAsync(string id)
    {
        var view = await Host.FindAsync(id, default);
        Assert.NotNull(view);
        return view;
    }

    private protected async Task<WorkflowView> EndAsync(ScriptedWorkflow workflow, string input = "", string id = "i-1")
    {
        Assert.True(await Host.StartAsync(workflow, id, input, default));
        await SettleAsync();
        var view = await ViewAsync(id);
        Assert.NotEqual(WorkflowState.Running, view.State);
        return view;
    }

    private static string Unescaped(string? json) => $"\"{WorkflowJson.Read<string>(json!)}\"";

    private void See(ActivityCall call)
    {
        lock (_seen)
            _seen.Add(call);
    }
}
