using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Live.Venues;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.Markets;

namespace Arbit.Tests.Live.Venues;

/// <summary>The order side as a live run has it: tested keys, the guard, the client, and the engine's inbox.</summary>
public sealed class LiveOrdersTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("arbit-live-orders");
    private readonly List<string> _log = [];

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_trading_key_that_can_withdraw_stops_the_start_with_what_to_do()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance, KeyRights.Trade | KeyRights.Withdraw);
        var refused = await Assert.ThrowsAsync<KeysRefusedException>(() => OpenAsync(bench, "real", "odd"));
        Assert.Contains("The trading key of binance may withdraw. Take that right from it at binance", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_is_asked_for_by_its_names()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        var refused = await Assert.ThrowsAsync<KeysRefusedException>(() => OpenAsync(bench, "real", null));
        Assert.Contains("set ARBIT_BINANCE_TRADE_KEY and ARBIT_BINANCE_TRADE_SECRET in its environment", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dry", true)]
    [InlineData("real", false)]
    public async Task Neither_a_dry_run_nor_one_that_nobody_confirmed_posts_an_order(string orders, bool isConfirmed)
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        var inbox = new EngineInbox(1, TimeProvider.System);
        await using var live = await OpenAsync(bench, orders, nameof(KeyRole.Trade), inbox);
        if (isConfirmed)
            Confirm(orders);
        live.Gateway.Send(bench.Order("1-1-1", "BTC/USDT", Side.Buy, "0.0001", "1000"));

        var reply = await ReplyAsync(inbox);
        Assert.Equal(ReplyKind.Rejected, reply.Kind);
        Assert.Contains("never sent", reply.Note, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Front.Requests, request => request.Path == "/api/v3/order");
    }

    [Fact]
    public async Task A_real_and_confirmed_one_is_posted_and_its_end_is_an_event_of_the_engine()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        var inbox = new EngineInbox(1, TimeProvider.System);
        await using var live = await OpenAsync(bench, "real", nameof(KeyRole.Trade), inbox);
        Confirm("real");
        live.Gateway.Send(bench.Order("1-1-2", "BTC/USDT", Side.Buy, "0.01", "1000"));

        while (true)
        {
            var reply = await ReplyAsync(inbox);
            if (reply.Kind == ReplyKind.Accepted)
                continue;
            Assert.Equal(ReplyKind.Ended, reply.Kind);
            break;
        }

        Assert.Equal(1, bench.Front.Count("POST", "/api/v3/order"));
        live.Gateway.Send(bench.Order("1-1-3", "BTC/USDT", Side.Buy, "0.03", "1000"));
        Assert.Contains("over the 20 USD an order", (await ReplyAsync(inbox)).Note, StringComparison.Ordinal);
        Assert.Equal(1, bench.Front.Count("POST", "/api/v3/order"));
    }

    [Fact]
    public async Task Nothing_that_is_logged_names_a_key_or_its_secret()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        await using var live = await OpenAsync(bench, "dry", nameof(KeyRole.Trade));
        Assert.NotEmpty(_log);
        var key = bench.Access(nameof(KeyRole.Trade)).Key;
        Assert.All(_log, line => Assert.False(line.Contains(key.Key, StringComparison.Ordinal) || line.Contains(key.Secret, StringComparison.Ordinal)));
    }

    private async Task<LiveOrders> OpenAsync(VenueBench bench, string orders, string? key, EngineInbox? inbox = null)
    {
        var access = bench.Access(key ?? "none");
        var keys = new EnvironmentKeys(name => name switch
        {
            _ when key is null => null,
            "ARBIT_BINANCE_TRADE_KEY" => access.Key.Key,
            "ARBIT_BINANCE_TRADE_SECRET" => access.Key.Secret,
            _ => null,
        });
        List<TradedInstrument> traded = [bench.Order("0-0-1", "BTC/USDT", Side.Buy, "1", "1").Traded];
        var live = await LiveOrders.OpenAsync(
            Settings(orders), Confirmations(orders), keys, traded, inbox ?? new EngineInbox(1, TimeProvider.System), _log.Add, TimeProvider.System, CancellationToken.None, _ => bench.Front.Rest);
        live.Gateway.Begin(new BookRates(traded, Settings(orders).Dollars), new SentNotionals());
        return live;
    }

    private ArbitSettings Settings(string orders) => SettingsReader.Read(new SettingsOverrides(
        "live",
        ["binance"],
        _data.FullName,
        null,
        [$"Live:Orders={orders}", "Live:Limits:binance:PerOrderUsd=20", "Slow:Enabled=false", "Lease:TtlSeconds=30", "Lease:MarginSeconds=5"]));

    private void Confirm(string orders)
    {
        var venue = new Venue("binance");
        var limits = Settings(orders).Live.Limits[venue];
        Assert.True(Confirmations(orders).TryConfirm(venue, limits, Confirmations(orders).SentenceOf(venue, limits)));
    }

    private OrderConfirmations Confirmations(string orders) => new(_data.FullName, Settings(orders).Live.Orders);

    /// <summary>The time limit only keeps a hung test from hanging the run.</summary>
    private static async Task<OrderReply> ReplyAsync(EngineInbox inbox)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (inbox.TryTakeRare(out var kind, out _, out _, out var payload) && kind != EventKind.Fees)
            {
                Assert.Equal(EventKind.Reply, kind);
                return RecordCodec.Decode<OrderReply>(payload);
            }

            await Task.Delay(5, limit.Token);
        }
    }
}
