using System.Text.Json;
using System.Threading.Channels;
using Arbit.EdgeRunner.Bus.Wire;
using Arbit.Markets;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;
using Xunit.Abstractions;

namespace Arbit.Tests.Run;

/// <summary>A slow side in another process beside a run: it asks over the bus, is answered over it, and the recording replays to the same hash.</summary>
public sealed class CommandedRunTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Commands_over_the_bus_are_done_answered_shown_survive_a_restart_and_replay_to_the_same_hash()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGTERM.");
        using var data = new TradedData();
        CommandAnswer reserved;
        using (var arbit = ArbitProcess.Start(data.Arguments(5, "--record", data.Recording("first"), "--set", "Slow:Enabled=false")))
        {
            await arbit.AnnouncedAsync();
            await using var slow = new SlowSide(RunningState.PathOf(arbit, "/"));
            await slow.AskAsync(new SetMode("flip", Until, TradingMode.Btc, 7, new FuelShares(Bps.From(8_000m), Bps.From(1_500m), Bps.From(500m))));
            reserved = await slow.AskAsync(Reserve);
            Assert.True(reserved.Accepted, reserved.Reason);
            await slow.AskAsync(new MoveMoney("left", Until, "r", "binance", "transit:t", new Asset("USDT"), Amount.Parse("9"), Amount.Parse("1")));

            // The books have to stand before anything can be bought; until then a try ends without progress.
            await RunningState.OfAsync(arbit, state => state.GetProperty("books").EnumerateArray().Any(book => book.GetProperty("venue").GetString() == "binance" && book.GetProperty("state").GetString() == "proven"));
            var traded = Assert.IsType<TradeAnswer>(await slow.AskAsync(new Trade("buy", Until, new Venue("binance"), Symbol.Parse("BTC/USDT"), Side.Buy, Amount.Parse("50"), Bps.From(50m), null)));
            output.WriteLine($"{traded}");
            Assert.True(traded.Spent <= Amount.Parse("50"));
            Assert.Equal(traded.Accepted, traded.Spent.Sign > 0);
            var told = Assert.IsType<BalancesTold>(await slow.AskAsync(new TellBalances("tell", Until)));
            Assert.Contains(told.Balances, balance => balance.Place == "transit:t" && balance.Free == Amount.Parse("9"));
            Assert.Equal((TradingMode.Btc, 7L), (told.Mode, told.ModeEpoch));
            ShowsModeAndReservation(await RunningState.OfAsync(arbit, state => state.GetProperty("epoch").GetInt64() == 7 && state.GetProperty("reservations").GetArrayLength() == 1));
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
            Assert.Equal("", arbit.Errors);
        }

        var replay = await ArbitProcess.RunAsync("replay", data.Recording("first"), "--json");
        Assert.True(replay.ExitCode == 0, $"{replay.Output}{replay.Errors}");
        var report = JsonDocument.Parse(replay.Output).RootElement;
        Assert.True(report.GetProperty("matches").GetBoolean());
        Assert.True(report.GetProperty("ledgerHolds").GetBoolean());

        using var again = ArbitProcess.Start(data.Arguments(6, "--set", "Slow:Enabled=false"));
        await again.AnnouncedAsync();
        ShowsModeAndReservation(await RunningState.OfAsync(again, state => state.GetProperty("lease").GetProperty("state").GetString() == "held"));
        await using var later = new SlowSide(RunningState.PathOf(again, "/"));
        Assert.Equal(reserved, await later.AskAsync(Reserve));
    }

    private static DateTimeOffset Until { get; } = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static Reserve Reserve => new("r", Until, "r", "binance", new Asset("USDT"), Amount.Parse("30"), null) { ReplyTo = "test" };

    private static void ShowsModeAndReservation(JsonElement state)
    {
        Assert.Equal(("BTC", 7L, true), (state.GetProperty("mode").GetString(), state.GetProperty("epoch").GetInt64(), state.GetProperty("epoch").GetInt64() > 0));
        Assert.NotEqual(JsonValueKind.Null, state.GetProperty("modeSince").ValueKind);
        Assert.Equal("80", state.GetProperty("fuel").GetProperty("qBotShare").GetString());
        var held = state.GetProperty("reservations")[0];
        Assert.Equal(("r", "binance", "20"), (held.GetProperty("id").GetString(), held.GetProperty("place").GetString(), held.GetProperty("left").GetString()));
        Assert.Contains(state.GetProperty("balances").EnumerateArray(), balance => balance.GetProperty("place").GetString() == "transit:t" && balance.GetProperty("total").GetString() == "9");
    }

    /// <summary>Sends until it is answered, as a workflow does.</summary>
    private sealed class SlowSide : IAsyncDisposable
    {
        private readonly HttpBus _bus;
        private readonly IAsyncDisposable _facts;
        private readonly Channel<CommandAnswer> _answers = Channel.CreateUnbounded<CommandAnswer>();

        public SlowSide(Uri edge)
        {
            _bus = new HttpBus(edge, token: null, TimeProvider.System);
            _facts = _bus.Subscribe(Hub.Facts, "slow", async (message, cancellation) =>
            {
                if (MessageCodec.FactOf(message) is CommandAnswer answer)
                    await _answers.Writer.WriteAsync(answer, cancellation);
            });
        }

        public async Task<CommandAnswer> AskAsync(EdgeCommand command)
        {
            using var patience = new CancellationTokenSource(Patience);
            await _bus.SendAsync(Hub.Commands, MessageCodec.Wrap(command, Until), patience.Token);
            await foreach (var answer in _answers.Reader.ReadAllAsync(patience.Token))
            {
                if (answer.CommandId == command.Id)
                    return answer;
            }

            throw new InvalidOperationException("the answers ended");
        }

        public async ValueTask DisposeAsync()
        {
            await _facts.DisposeAsync();
            _bus.Dispose();
        }
    }
}
