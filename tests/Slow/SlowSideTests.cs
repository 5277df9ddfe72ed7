using System.Net;
using System.Text;
using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Slow;
using Arbit.EdgeRunner.State;
using Arbit.EdgeRunner.Workflows;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Signals;
using Arbit.Slow;
using Arbit.Slow.Activities;
using Arbit.Strategy;
using Arbit.Tests.Support;
using Arbit.Workflows;
using Xunit.Abstractions;

namespace Arbit.Tests.Slow;

/// <summary>The slow side in told time, beside an edge that only answers; its bus doubles, delays and disorders.</summary>
public sealed class SlowSideTests : IAsyncLifetime
{
    private const string Token = "a-token-of-ours";

    private readonly Journal.TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly List<EdgeCommand> _commands = [];
    private readonly InProcessBus _bus;
    private readonly SlowBoard _board;
    private SqliteStateStore _store = null!;
    private SlowSide _slow = null!;

    public SlowSideTests(ITestOutputHelper output)
    {
        var seed = unchecked((int)Seeds.Current);
        output.WriteLine($"seed {seed}");
        _bus = new InProcessBus(new MemoryBusStore(), _time, new BusFaults(seed, 500, 300, TimeSpan.FromSeconds(1)));
        _bus.Subscribe(Hub.Commands, "edge", AnswerAsync);
        _board = new SlowBoard(_bus, _time);
    }

    public async Task InitializeAsync()
    {
        await _board.StartAsync(default);
        Open();
    }

    public async Task DisposeAsync()
    {
        await CloseAsync();
        await _bus.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_signal_flips_the_mode_once_and_the_page_sees_its_workflows()
    {
        Assert.Equal(200, (await PostAsync("buy", minute: 1)).Status);
        Assert.True((await PostAsync("buy", minute: 1)).IsDuplicate);
        await RunAsync();
        var set = Assert.Single(_commands.OfType<SetMode>().DistinctBy(command => command.Id));
        Assert.Equal((TradingMode.Btc, 1L), (set.Mode, set.ModeEpoch));
        Assert.Contains(_board.Workflows, view => view is { InstanceId: "mode-flip-1", State: WorkflowState.Completed });
        Assert.Equal(new SignalCounts(1, 1, 0, 0, null), _board.Signals);
    }

    [Fact]
    public async Task A_stored_signal_that_had_not_begun_begins_after_the_next_start()
    {
        await PostAsync("buy", minute: 1);
        await CloseAsync();
        Assert.Empty(_commands);
        Open();
        await RunAsync();
        Assert.Contains(_commands, command => command is SetMode { Mode: TradingMode.Btc });
    }

    [Fact]
    public async Task An_older_signal_that_comes_late_changes_nothing()
    {
        await PostAsync("buy", minute: 2);
        await RunAsync();
        await PostAsync("sell", minute: 1);
        await RunAsync();
        Assert.All(_commands.OfType<SetMode>(), command => Assert.Equal(TradingMode.Btc, command.Mode));
    }

    [Fact]
    public async Task A_person_flips_by_the_board_under_the_time_of_the_wish()
    {
        await _board.AskAsync(PersonWish.Flip, "BTC", "page", default);
        await RunAsync();
        await _board.AskAsync(PersonWish.Flip, "GOLD", "cli", default);
        await RunAsync();
        var modes = _commands.OfType<SetMode>().DistinctBy(command => command.Id).Select(command => (command.Mode, command.ModeEpoch));
        Assert.Equal([(TradingMode.Btc, 1L), (TradingMode.Gold, 2L)], modes);
    }

    [Fact]
    public async Task A_wish_that_nobody_can_read_is_put_aside_and_named()
    {
        await _board.AskAsync(PersonWish.Flip, "SILVER", "page", default);
        await RunAsync();
        Assert.Contains(_bus.DeadLetters(), dead => dead.Reason.Contains("'SILVER' is no mode", StringComparison.Ordinal));
        Assert.Empty(_commands.OfType<SetMode>());
    }

    [Fact]
    public async Task A_yes_answers_one_question_however_often_it_comes()
    {
        await _slow.Host.StartAsync(new TwoQuestions(), "asks", Done.It, default);
        await RunAsync();
        await _board.AskAsync(PersonWish.Approve, "asks", "page", default);
        _time.Advance(TimeSpan.FromSeconds(1));
        await RunAsync();
        var view = Assert.Single(_board.Workflows, view => view.InstanceId == "asks");
        Assert.Equal("second?", view.Status!.Question);
        Assert.Equal(["approved by page"], view.Status.Done);
        await _board.AskAsync(PersonWish.Refuse, "asks", "cli", default);
        await RunAsync();
        Assert.Equal("\"approved by page, refused by cli\"", (await _slow.Host.FindAsync("asks", default))!.Result);
    }

    [Fact]
    public async Task The_timetable_begins_each_time_once_and_catches_up_on_the_month_alone()
    {
        await RunAsync();
        Assert.NotNull(await _slow.Host.FindAsync("sweep-2026-11", default));
        Assert.Null(await _slow.Host.FindAsync("rebalance-2026-11-20T12-00", default));
        await CloseAsync();
        Open();
        _time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync();
        Assert.NotNull(await _slow.Host.FindAsync("rebalance-2026-11-20T12-05", default));
        Assert.NotNull(await _slow.Host.FindAsync("balance-check-2026-11-20T12-05", default));
    }

    [Fact]
    public async Task The_sweep_button_reaches_the_months_sweep()
    {
        await RunAsync();
        await _board.AskAsync(PersonWish.Sweep, "", "page", default);
        await RunAsync();
        var sweep = await _slow.Host.FindAsync("sweep-2026-11", default);
        Assert.Contains(sweep!.Status!.Done, done => done.StartsWith("pressed by page", StringComparison.Ordinal));
    }

    private void Open()
    {
        _store = new SqliteStateStore(_directory.File("slow.db"), SqliteSafety.Nothing);
        var activities = new SlowActivities
        {
            Bus = _bus,
            Store = _store,
            Accounts = [new ScriptedAccount("binance"), new ScriptedAccount("kraken")],
            Addresses = new AddressBook([]),
            Alerts = new AlertBoard(TextWriter.Null),
            Settings = () => Settings,
            InitialMode = TradingMode.Gold,
            Time = _time,
        };
        var signals = new SignalSettings([Token], [], TimeSpan.FromHours(1), TimeSpan.FromHours(1), ModeTable.Default);
        var table = SlowWorkflows.Table().Add(new TwoQuestions());
        _slow = new SlowSide(new WorkflowHostOptions { DatabasePath = _directory.File("workflows.db"), Safety = SqliteSafety.Nothing }, table, activities, signals);
        _slow.Open();
    }

    private async Task CloseAsync()
    {
        await _slow.DisposeAsync();
        _store.Dispose();
    }

    private static SlowSettings Settings { get; } = new()
    {
        Dollars = [new Asset("USDT")],
        Stablecoins = [new Asset("USDT")],
        Venues = ["binance", "kraken"],
        BtcFuel = new FuelShares(Bps.From(8500m), Bps.From(1500m), Bps.From(0m)),
        GoldFuel = new FuelShares(Bps.From(1500m), Bps.From(0m), Bps.From(8500m)),
    };

    /// <summary>Until nothing is left to do but wait for the timers of workflows.</summary>
    private async Task RunAsync()
    {
        do
        {
            await _bus.TurnAsync();
            await _slow.RunUntilIdleAsync(default);
            if (_bus.NextDue() is { } due && due > _time.GetUtcNow())
                _time.Advance(due - _time.GetUtcNow());
        }
        while (_bus.NextDue() is not null);
    }

    private Task<IntakeAnswer> PostAsync(string action, int minute)
    {
        var fired = new DateTimeOffset(2026, 11, 20, 12, minute, 0, TimeSpan.Zero);
        var body = $"token={Token} kind=macro action={action} ticker=BTCUSDT time=2026-11-20T12:00:00Z timenow={fired:yyyy-MM-ddTHH:mm:ss}Z";
        return _slow.Intake.TakeAsync(Encoding.UTF8.GetBytes(body), IPAddress.Loopback, default);
    }

    /// <summary>An edge with nothing in it: it does what changes nothing, and refuses the rest.</summary>
    private async Task AnswerAsync(Envelope message, CancellationToken cancellation)
    {
        var command = MessageCodec.CommandOf(message);
        _commands.Add(command);
        var now = _time.GetUtcNow();
        CommandAnswer answer = command is TellBalances
            ? new BalancesTold(now, command.Id, command.ReplyTo, TradingMode.Gold, 0, [], new Dictionary<string, Price>(StringComparer.Ordinal), Amount.Zero, Amount.Zero, new Dictionary<string, Amount>(StringComparer.Ordinal))
            : new CommandAnswer(now, command.Id, command.ReplyTo, true, "");
        await _bus.SendAsync(Hub.Facts, MessageCodec.Wrap(answer, CommandAnswer.EventOf(command.Id), command.ReplyTo ?? command.Id), cancellation);
    }

    private sealed class TwoQuestions : Workflow<Done, string>
    {
        public override string Name => "two-questions";

        public override async Task<string> RunAsync(IWorkflowContext context, Done input)
        {
            var progress = new Progress(context);
            var first = await progress.AskAsync("asks", "first?", TimeSpan.FromDays(1));
            var second = await progress.AskAsync("asks again", "second?", TimeSpan.FromDays(1));
            return string.Join(", ", ((Decision[])[first, second]).Select(decision => $"{(decision.Approved ? "approved" : "refused")} by {decision.By}"));
        }
    }
}
