using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Commands;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Servers;
using Arbit.Money;
using Arbit.Tests.Run;
using Microsoft.AspNetCore.Builder;

namespace Arbit.Tests.Live.Run;

/// <summary>Simulated venues with accounts in the test's process, and the live edge as a process of its own that trades there by the venues' clients.</summary>
internal sealed class RehearsalBench : IAsyncDisposable
{
    private readonly int _port = ArbitProcess.FreePort();
    private readonly int _seed;
    private readonly string _orders;
    private readonly string[] _venues;
    private WebApplication? _told;

    private RehearsalBench(int seed, string orders, string other)
        => (_seed, _orders, _venues, Data) = (seed, orders, ["binance", other], new TradedData { Other = other });

    public TradedData Data { get; }

    public SimulatedVenues Venues { get; private set; } = null!;

    public ArbitSettings Settings { get; private set; } = null!;

    public static async Task<RehearsalBench> StartAsync(int seed, string other = "kucoin", string orders = "rehearse")
    {
        var bench = new RehearsalBench(seed, orders, other);
        var arguments = bench.Arguments();
        var set = arguments.Zip(arguments.Skip(1)).Where(pair => pair.First == "--set").Select(pair => pair.Second).ToList();
        bench.Settings = SettingsReader.Read(new SettingsOverrides(null, bench._venues, bench.Data.Data, null, set));
        bench.Venues = await SimulatedVenues.StartAsync(VenuesCommand.OptionsOf(bench.Settings), TimeProvider.System, CancellationToken.None);
        bench._told = await SimulatedVenuesHost.ListenAsync(bench.Venues.Endpoints, bench._port, CancellationToken.None);
        return bench;
    }

    public ArbitProcess Run(string? crashAt = null, params string[] more)
    {
        var keys = Settings.Venues.Select(venue => venue.Definition.Venue).SelectMany(venue => (IEnumerable<(string, string)>)
        [
            (EnvironmentKeys.NameOf(venue, KeyRole.Trade, "KEY"), RehearsalAccounts.KeyOf(venue, KeyRole.Trade).Key),
            (EnvironmentKeys.NameOf(venue, KeyRole.Trade, "SECRET"), RehearsalAccounts.KeyOf(venue, KeyRole.Trade).Secret),
            (EnvironmentKeys.NameOf(venue, KeyRole.Trade, "PASSPHRASE"), RehearsalAccounts.KeyOf(venue, KeyRole.Trade).Passphrase),
        ]);
        return ArbitProcess.Start(Arguments(more), crashAt, environment: keys.ToDictionary(key => key.Item1, key => key.Item2, StringComparer.Ordinal));
    }

    /// <summary>As a person does with <c>arbit confirm</c>.</summary>
    public void Confirm()
    {
        var confirmations = new OrderConfirmations(Data.Data, Settings.Live.Orders);
        foreach (var (venue, limits) in Settings.Live.Limits)
            Assert.True(confirmations.TryConfirm(venue, limits, confirmations.SentenceOf(venue, limits)));
    }

    /// <summary>What the venues' own accounts hold, by place and asset, to the last of the digits that a state is told with.</summary>
    public SortedDictionary<string, decimal> Held()
    {
        var held = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var venue in _venues)
        {
            foreach (var (asset, amount) in Venues.Held(venue))
                held[$"{venue} {asset}"] = amount.Value.Round(12, Rounding.HalfEven).ToDecimal();
        }

        return held;
    }

    public async ValueTask DisposeAsync()
    {
        if (_told is not null)
            await _told.DisposeAsync();
        await Venues.DisposeAsync();
        Data.Dispose();
    }

    private string[] Arguments(params string[] more) => Data.Arguments(
        _seed,
        [
            "--set", $"Live:Orders={_orders}", "--set", $"Simulation:Address=http://127.0.0.1:{_port}", "--set", "Slow:Enabled=false",
            "--set", "Lease:TtlSeconds=15", "--set", "Lease:MarginSeconds=5", "--set", "Live:RequestsPer10Seconds=1000",
            .. _venues.SelectMany(venue => (string[])["--set", $"Live:Limits:{venue}:PerOrderUsd=40", "--set", $"Live:Limits:{venue}:PerDayUsd=100000"]),
            .. more,
        ]);
}
