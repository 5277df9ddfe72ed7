using System.Net;
using System.Text.Json;
using Arbit.Live.Durable;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Slow;
using Arbit.Strategy;
using Arbit.Workflows;

namespace Arbit.Tests.Live.Functions;

/// <summary>The functions as a worker process, as their host would have them: what they tell of themselves, and what they do when invoked.</summary>
public sealed class FunctionsAppTests(FunctionsBench bench) : IClassFixture<FunctionsBench>
{
    private static readonly Dictionary<string, string> Schedules = new(StringComparer.Ordinal)
    {
        ["balance-check"] = "0 */5 * * * *",
        ["rebalance"] = "0 */5 * * * *",
        ["fee-reserve"] = "0 0 * * * *",
        ["seats-look"] = "0 0 * * * *",
        ["fee-refresh"] = "0 0 */6 * * *",
        ["yield"] = "0 0 0 * * *",
        ["idle-dollars"] = "0 0 0 * * *",
        ["smart-balancing"] = "0 0 0 * * 1",
        ["sweep"] = "0 0 0 1 * *",
    };

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [SkippableFact]
    public void Every_workflow_activity_timer_and_door_is_a_function_with_its_binding()
    {
        bench.Require();
        var expected = SlowWorkflows.Table().Names.Select(name => (name, "orchestrationTrigger"))
            .Concat(((string[])[DurableNames.Activity, DurableNames.AwaitWorkflow, DurableNames.EndWorkflow]).Select(name => (name, "activityTrigger")))
            .Concat(SlowTimers.All.Select(timer => ($"timer-{timer.Name}", "timerTrigger")))
            .Concat([("turn", "timerTrigger"), ("purge", "timerTrigger"), ("facts", "eventHubTrigger"), ("tradingview", "httpTrigger"), ("operation", "httpTrigger"), ("workflows", "httpTrigger")])
            .Order();
        Assert.Equal(expected, bench.Host.Functions.Keys.Select(name => (name, Trigger(name).GetProperty("type").GetString()!)).Order(), CaseOfTrigger.Ignored);
    }

    [SkippableFact]
    public void Timers_have_the_schedules_of_the_timetable()
    {
        bench.Require();
        Assert.Equal(SlowTimers.All.Select(timer => timer.Name).Order(StringComparer.Ordinal), Schedules.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, schedule) in Schedules)
            Assert.Equal(schedule, Trigger($"timer-{name}").GetProperty("schedule").GetString());
    }

    [SkippableFact]
    public void Doors_need_a_key_and_facts_are_read_as_the_slow_side_until_they_are_done()
    {
        bench.Require();
        foreach (var (door, route, method) in new[] { ("tradingview", "signals/tradingview", "post"), ("operation", "operations/{verb}", "post"), ("workflows", "operations/workflows/{*id}", "get") })
        {
            var trigger = Trigger(door);
            Assert.Equal("Function", trigger.GetProperty("authLevel").GetString());
            Assert.Equal(route, trigger.GetProperty("route").GetString());
            Assert.Equal([method], trigger.GetProperty("methods").EnumerateArray().Select(each => each.GetString()!));
        }

        var facts = Trigger("facts");
        Assert.Equal(("facts", "slow", "EventHubs", "Many"), (facts.GetProperty("eventHubName").GetString(), facts.GetProperty("consumerGroup").GetString(), facts.GetProperty("connection").GetString(), facts.GetProperty("cardinality").GetString()));
        Assert.Equal(-1, bench.Host.Functions["facts"].Retries.Most);
    }

    [SkippableFact]
    public async Task An_alert_is_stored_begun_and_told_once_and_what_is_wrong_has_its_status()
    {
        bench.Require();
        var alert = Alert("buy", "BTCUSDT", Now);
        Assert.Equal((HttpStatusCode.OK, "stored"), await bench.SignalAsync(alert));
        Assert.Equal((HttpStatusCode.OK, "known already"), await bench.SignalAsync(alert));
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SignalAsync(alert.Replace(FunctionsBench.SignalToken, "another-token", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await bench.SignalAsync(Alert("sell", "BTCUSDT", Now.AddHours(-1)))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SignalAsync(alert, "203.0.113.9")).Status);
        Assert.Single(await bench.Store.ListAsync("signals", "macro", "", 10, default), row => row.Json.Contains("BTCUSDT", StringComparison.Ordinal));

        // Its workflow runs in the worker: what it wants of the edge comes over the bus, and the turn tells how it stands.
        await bench.NextAsync(bench.Commands, message => MessageCodec.CommandOf(message) is { ReplyTo: not null });
        await bench.FireAsync("turn");
        var told = await bench.NextAsync(bench.Facts, message => MessageCodec.FactOf(message) is WorkflowTold { View.Workflow: "signal" });
        Assert.StartsWith("workflow:", told.Id, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_poison_fact_between_good_ones_is_put_aside_and_holds_nothing_up()
    {
        bench.Require();
        var (first, second) = (Flip("GOLD", "facts-1"), Flip("BTC", "facts-2"));
        await bench.FactsAsync(HubEvents.Of(first, 11), HubEvents.Poison("not one of ours", 12), HubEvents.Of(second, 13));
        Assert.NotNull(await bench.Store.FindAsync("requests", "requests", "facts-1", default));
        Assert.NotNull(await bench.Store.FindAsync("requests", "requests", "facts-2", default));
        var dead = DeadLetter.Read(await bench.NextAsync(bench.DeadLetters, letter => letter.Id.EndsWith("3/12", StringComparison.Ordinal)));
        Assert.Equal((Hub.Facts, "slow"), (dead.Hub, dead.Group));
        Assert.Contains("not one of ours", dead.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_timer_begins_its_workflow_once_however_often_it_fires()
    {
        bench.Require();
        await bench.FireAsync("timer-balance-check");
        await bench.FireAsync("timer-balance-check");
        var (status, text) = await bench.WorkflowsAsync(null);
        Assert.Equal(HttpStatusCode.OK, status);
        var checks = WorkflowJson.Read<IReadOnlyList<WorkflowView>>(text).Where(view => view.Workflow == "balance-check").ToList();
        Assert.InRange(checks.Count, 1, 2); // Two, where the five minutes ended between the two.
        Assert.All(checks, view => Assert.StartsWith("balance-check-2", view.InstanceId, StringComparison.Ordinal));
        var asked = await bench.NextAsync(bench.Commands, message => MessageCodec.CommandOf(message) is TellBalances { ReplyTo: { } waiting } && waiting.StartsWith("balance-check", StringComparison.Ordinal));
        Assert.Equal("slow", asked.Source);
    }

    [SkippableFact]
    public async Task An_operation_needs_the_operators_token_and_carries_his_name()
    {
        bench.Require();
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.OperateAsync("halt", "{}", token: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.OperateAsync("halt", "{}", token: "guessed")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.WorkflowsAsync(null, token: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.OperateAsync("explode", "{}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await bench.OperateAsync("flip", """{"mode":"SILVER"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await bench.OperateAsync("halt", "no JSON")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.OperateAsync("approve", """{"workflow":"nobody-s"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.WorkflowsAsync("nobody-s")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await bench.OperateAsync("halt", """{"reason":"a bad feeling","request":"halt-1"}""")).Status);
        var halt = (RestrainTrading)MessageCodec.CommandOf(await bench.NextAsync(bench.Commands, message => MessageCodec.CommandOf(message) is RestrainTrading));
        Assert.Equal(("operator-ann-halt-1", Restraint.Halt, "ann: a bad feeling"), (halt.Id, halt.Restraint, halt.Reason));
    }

    [SkippableFact]
    public async Task A_sweep_goes_round_between_the_operator_the_workflow_and_the_edge()
    {
        bench.Require();
        var id = $"sweep-{Now:yyyy-MM}";
        Assert.Equal(HttpStatusCode.Accepted, (await bench.OperateAsync("sweep", "{}")).Status);

        // The edge, played by the test: there is nothing to sweep in GOLD mode, before the button and after it.
        for (var i = 0; i < 2; i++)
        {
            var asked = MessageCodec.CommandOf(await bench.NextAsync(bench.Commands, message => MessageCodec.CommandOf(message) is TellBalances { ReplyTo: { } waiting } && waiting == id));
            await bench.FactsAsync(HubEvents.Of(MessageCodec.Wrap(Balances(asked), $"answer:{asked.Id}", "edge"), 100 + i));
        }

        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        WorkflowView view;
        do
        {
            giveUp.Token.ThrowIfCancellationRequested();
            view = WorkflowJson.Read<WorkflowView>((await bench.WorkflowsAsync(id)).Text);
        }
        while (view.Status is not { Done.Count: > 0 });
        Assert.Equal(WorkflowState.Running, view.State);
        Assert.Contains("pressed by ann, refused: NotInBtcMode", view.Status.Done);
        Assert.Equal(HttpStatusCode.Conflict, (await bench.OperateAsync("approve", $$"""{"workflow":"{{id}}"}""")).Status);
    }

    private static string Alert(string action, string ticker, DateTimeOffset at)
        => $"token={FunctionsBench.SignalToken} kind=macro action={action} ticker={ticker} time={at:yyyy-MM-ddTHH:mm:ssZ} timenow={at:yyyy-MM-ddTHH:mm:ssZ}";

    private static BalancesTold Balances(EdgeCommand asked) => new(
        TimeProvider.System.GetUtcNow(), asked.Id, asked.ReplyTo, TradingMode.Gold, 1, [], new Dictionary<string, Price>(), Amount.Parse("1000"), Amount.Parse("100"), new Dictionary<string, Amount>());

    private static Envelope Flip(string mode, string request)
        => MessageCodec.Wrap(new PersonAsked(Now, request, PersonWish.Flip, mode, "page"), request, "person/Flip");

    private JsonElement Trigger(string function)
        => bench.Host.Functions[function].Bindings.Select(binding => JsonDocument.Parse(binding).RootElement).Single(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
}
