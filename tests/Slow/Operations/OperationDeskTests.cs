using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Money;
using Arbit.Signals;
using Arbit.Slow;
using Arbit.Slow.Operations;
using Arbit.Tests.State;
using Arbit.Tests.Support;
using Arbit.Workflows;

namespace Arbit.Tests.Slow.Operations;

/// <summary>What an operator asks for reaches who does it, with his name, once.</summary>
public sealed class OperationDeskTests
{
    private readonly ManualTime _time = new();
    private readonly ToldHost _host = new();
    private readonly ToldBus _bus = new();
    private readonly ScriptedStateStore _store = new();
    private readonly List<Signal> _flips = [];

    [Theory]
    [InlineData("approve", true)]
    [InlineData("refuse", false)]
    public async Task A_decision_goes_to_the_workflow_that_asks_with_who_gave_it(string verb, bool approved)
    {
        _host.Views["sweep-2026-11"] = ToldHost.View("sweep-2026-11", _time.GetUtcNow(), question: "Buy 0.1 PAXG?");
        Assert.Equal(202, (await DoAsync(verb, new OperationRequest { Workflow = "sweep-2026-11", Question = "Buy 0.1 PAXG?" })).Status);
        Assert.Equal(("sweep-2026-11", Decision.EventName, new Decision(approved, "ann")), Assert.Single(_host.Raised));
    }

    [Fact]
    public async Task Nobody_is_answered_who_does_not_ask_or_asks_something_else_by_now()
    {
        _host.Views["silent"] = ToldHost.View("silent", _time.GetUtcNow());
        _host.Views["ended"] = ToldHost.View("ended", _time.GetUtcNow(), WorkflowState.Completed, "Buy?");
        _host.Views["asks"] = ToldHost.View("asks", _time.GetUtcNow(), question: "Sell?");
        Assert.Equal(409, (await DoAsync("approve", new OperationRequest { Workflow = "silent" })).Status);
        Assert.Equal(409, (await DoAsync("approve", new OperationRequest { Workflow = "ended" })).Status);
        Assert.Equal(409, (await DoAsync("approve", new OperationRequest { Workflow = "asks", Question = "Buy?" })).Status);
        Assert.Equal(404, (await DoAsync("approve", new OperationRequest { Workflow = "unknown" })).Status);
        Assert.Equal(400, (await DoAsync("approve", new OperationRequest())).Status);
        Assert.Empty(_host.Raised);
    }

    [Fact]
    public async Task The_same_request_again_is_done_once()
    {
        var asked = new OperationRequest { Mode = "BTC", Request = "flip-7" };
        Assert.Equal(202, (await DoAsync("flip", asked)).Status);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(202, (await DoAsync("flip", asked)).Status);
        Assert.Equal("ann:BTC", Assert.Single(_flips).Ticker);
        Assert.Equal(400, (await DoAsync("flip", new OperationRequest { Mode = "SILVER" })).Status);
        Assert.Equal(400, (await DoAsync("flip", new OperationRequest { Mode = "BTC", Request = "no id" })).Status);
    }

    [Fact]
    public async Task A_stop_stays_valid_longer_than_a_resume_and_both_go_to_the_edge_in_one_order()
    {
        Assert.Equal(202, (await DoAsync("halt", new OperationRequest { Reason = "a bad\nfeeling" })).Status);
        Assert.Equal(202, (await DoAsync("resume", new OperationRequest())).Status);
        Assert.All(_bus.Sent, sent => Assert.Equal((Hub.Commands, "trading"), (sent.Hub, sent.Message.Key)));
        var commands = _bus.Sent.Select(sent => (RestrainTrading)MessageCodec.CommandOf(sent.Message)).ToList();
        Assert.Equal([Restraint.Halt, Restraint.Resume], commands.Select(command => command.Restraint));
        Assert.Equal("ann: a bad feeling", commands[0].Reason);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(30), commands[0].ValidUntil);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(1), commands[1].ValidUntil);
    }

    [Fact]
    public async Task A_bus_that_is_away_is_told_as_503_and_an_unknown_verb_as_404()
    {
        _bus.IsAway = true;
        Assert.Equal(503, (await DoAsync("pause", new OperationRequest())).Status);
        Assert.Equal(404, (await DoAsync("explode", new OperationRequest())).Status);
    }

    [Fact]
    public async Task A_sweep_begins_the_months_and_presses_its_button()
    {
        Assert.Equal(202, (await DoAsync("sweep", new OperationRequest())).Status);
        var (instance, _, by) = Assert.Single(_host.Raised);
        Assert.Equal($"sweep-{_time.GetUtcNow():yyyy-MM}", instance);
        Assert.Equal([instance], _host.Started);
        Assert.Equal("ann", by);
    }

    [Theory]
    [InlineData("deposit")]
    [InlineData("withdraw")]
    public async Task Idle_dollars_move_by_a_workflow_that_the_answer_names(string verb)
    {
        var asked = new OperationRequest { Amount = Amount.Parse("250"), Request = "one" };
        var answer = await DoAsync(verb, asked);
        await DoAsync(verb, asked);
        Assert.Equal((202, "It is begun: idle-operator-ann-one."), (answer.Status, answer.Text));
        Assert.Equal(["idle-operator-ann-one"], _host.Started.Distinct());
        Assert.Equal(400, (await DoAsync(verb, new OperationRequest { Amount = Amount.Zero })).Status);
    }

    [Fact]
    public void A_body_is_a_small_object_or_nothing()
    {
        Assert.Equal(new OperationRequest(), OperationDesk.Read(" "));
        Assert.Equal("BTC", OperationDesk.Read("""{"mode":"BTC"}""")!.Mode);
        Assert.Null(OperationDesk.Read("mode=BTC"));
        Assert.Null(OperationDesk.Read("null"));
    }

    [Fact]
    public void An_operator_is_known_by_either_of_his_tokens_and_by_nothing_else()
    {
        var guard = new OperatorGuard([new Operator("ann", ["first", "next"]), new Operator("bob", ["other"])]);
        Assert.Equal(("ann", "ann", "bob"), (guard.NameOf("first"), guard.NameOf("next"), guard.NameOf("other")));
        Assert.All((string?[])[null, "", "firs", "first ", "ann", "FIRST"], token => Assert.Null(guard.NameOf(token)));
        Assert.Null(new OperatorGuard([]).NameOf(""));
    }

    private Task<OperationAnswer> DoAsync(string verb, OperationRequest asked)
        => new OperationDesk(_host, new FactIntake(_host, _store) { Stored = _flips.Add }, _bus, _time).DoAsync(verb, asked, "ann", default);
}
