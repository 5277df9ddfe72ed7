using System.Threading.Channels;
using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.State;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.State;
using Arbit.Strategy;
using Arbit.Tests.Journal;

namespace Arbit.Tests.Run;

/// <summary>A whole run whose facts leave its disk; then the disk is gone in the middle of a transfer, and another run goes on.</summary>
public sealed class LostDiskFactsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly Asset Usdt = new("USDT");

    private readonly CancellationTokenSource _giveUp = new(Patience);
    private readonly TemporaryDirectory _outside = new();
    private readonly TradedData _disk = new();
    private readonly SqliteStateStore _facts;
    private CopyLimits _limits = CopyLimits.Usual;

    public LostDiskFactsTests() => _facts = new SqliteStateStore(_outside.File("facts.db"), SqliteSafety.Nothing);

    public void Dispose()
    {
        _facts.Dispose();
        _disk.Dispose();
        _outside.Dispose();
        _giveUp.Dispose();
    }

    [Theory]
    [InlineData(5_000, 16_000_000, 1)]
    [InlineData(2, 16_000_000, 2)]
    [InlineData(5_000, 0, 2)]
    public async Task Mode_reservations_and_money_in_transit_are_as_they_were_and_every_cent_is_somewhere(int records, long waiting, int copies)
    {
        // Copies that begin anew after two records, and where no record may wait: then each leaves in a book.
        _limits = new CopyLimits(records, 4_000_000, waiting);
        BalancesTold before;
        CommandAnswer reserved;
        await using (var run = await StartAsync())
        {
            await using var desk = new Desk(run.Bus, _giveUp.Token);
            Assert.True((await desk.AskAsync(id => new SetMode(id, Later, TradingMode.Btc, 21, new FuelShares(Bps.From(8000m), Bps.From(1500m), Bps.From(500m))), "mode")).Accepted);
            reserved = await desk.AskAsync(id => new Reserve(id, Later, "transfer-1", "binance", Usdt, Amount.Parse("300"), null), "reserve");
            Assert.True(reserved.Accepted, reserved.Reason);
            var left = await desk.AskAsync(id => new MoveMoney(id, Later, "transfer-1", "binance", "transit:kucoin:transfer-1", Usdt, Amount.Parse("100"), Amount.Parse("1")), "left");
            Assert.True(left.Accepted, left.Reason);

            // The venue knows of the withdrawal, too: it is the slow side that has it sent.
            before = Assert.IsType<BalancesTold>(await desk.AskAsync(id => new TellBalances(id, Later), "before"));
            Assert.Null(run.Failure);
        }

        Assert.InRange((await _facts.ListAsync("journal", "epochs", "", 10, _giveUp.Token)).Count, copies, 3);
        _disk.LoseDisk();
        await using (var run = await StartAsync())
        {
            await using var desk = new Desk(run.Bus, _giveUp.Token);
            var after = Assert.IsType<BalancesTold>(await desk.AskAsync(id => new TellBalances(id, Later), "after"));
            Assert.Equal((TradingMode.Btc, 21L), (after.Mode, after.ModeEpoch));
            Assert.Equal(new ToldBalance("transit:kucoin:transfer-1", Usdt, Amount.Parse("100"), Amount.Zero), after.Balances.Single(balance => balance.Place.StartsWith("transit:", StringComparison.Ordinal)));
            Assert.Equal(Amount.Parse("199"), ReservedOf(after, "binance"));

            // A command that is said again is answered as before: nothing is reserved twice.
            Assert.Equal(reserved, await desk.AskAsync(id => new Reserve(id, Later, "transfer-1", "binance", Usdt, Amount.Parse("300"), null), "reserve"));
            Assert.Equal(ReservedOf(before, "binance"), ReservedOf(Assert.IsType<BalancesTold>(await desk.AskAsync(id => new TellBalances(id, Later), "again")), "binance"));
            Assert.Null(run.Failure);
        }
    }

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddMinutes(30);

    private static Amount ReservedOf(BalancesTold told, string place)
        => told.Balances.Single(balance => balance.Place == place && balance.Asset == Usdt).Reserved;

    private Task<PaperRun> StartAsync()
    {
        var settings = SettingsReader.Read(new SettingsOverrides("simulated", ["binance", "kucoin"], _disk.Data, null, ["NetThresholdBps:Cross=9999", "NetThresholdBps:Triangular=9999", "Slow:Enabled=false"]));
        return PaperRun.StartAsync(new RunOptions(settings, null) { Home = new OutsideHome(_facts, _outside.File("lease"), _limits) }, TimeProvider.System, _giveUp.Token);
    }

    /// <summary>What outlives a disk, outlives it together: the facts, and the lease that numbers them.</summary>
    private sealed class OutsideHome(IStateStore facts, string lease, CopyLimits limits) : RunHome
    {
        public override IStateStore? Facts => facts;

        public override CopyLimits FactLimits => limits;

        public override ILeaseStore Leases(LeaseOptions options, string data, TimeProvider time) => new FileLeaseStore(lease, time);
    }

    /// <summary>The slow side: says a command and waits for its answer.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly Channel<CommandAnswer> _answers = Channel.CreateUnbounded<CommandAnswer>();
        private readonly IEventBus _bus;
        private readonly IAsyncDisposable _subscription;
        private readonly CancellationToken _giveUp;

        public Desk(IEventBus bus, CancellationToken giveUp)
        {
            (_bus, _giveUp) = (bus, giveUp);
            _subscription = bus.Subscribe(Hub.Facts, "test", (message, _) => MessageCodec.FactOf(message) is CommandAnswer answer ? _answers.Writer.WriteAsync(answer, CancellationToken.None).AsTask() : Task.CompletedTask);
        }

        public async Task<CommandAnswer> AskAsync(Func<string, EdgeCommand> command, string id)
        {
            var now = TimeProvider.System.GetUtcNow();
            await _bus.SendAsync(Hub.Commands, MessageCodec.Wrap(command(id) with { ReplyTo = "test" }, now), _giveUp);
            while (true)
            {
                if (await _answers.Reader.ReadAsync(_giveUp) is var answer && answer.CommandId == id)
                    return answer;
            }
        }

        public ValueTask DisposeAsync() => _subscription.DisposeAsync();
    }
}
