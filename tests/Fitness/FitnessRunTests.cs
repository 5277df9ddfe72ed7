using System.Globalization;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Fitness;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Money;

namespace Arbit.Tests.Fitness;

/// <summary>Against the simulated venues, over real sockets on loopback.</summary>
public sealed class FitnessRunTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"arbit-fitness-{Guid.NewGuid():N}", "tops.csv");
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        if (Path.GetDirectoryName(_file) is { } folder && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Records_every_venue_its_spreads_and_the_pairs_between_them()
    {
        await using var feed = await MarketFeed.StartSimulatedAsync(new SimulationOptions { Seed = 3 }, TimeProvider.System, CancellationToken.None);

        // Every venue's BTC/USDT and Kraken's BTC/USD have moved, and every book is proven.
        var priced = new Dictionary<TopOfBook, long>();
        var report = await RunUntilAsync(feed, venue: null, top =>
        {
            priced[top] = top.Samples;
            return priced.Keys.Count(each => each.IsPriced) == 30 && priced.All(each => each.Key.Symbol.Base != new Asset("BTC") || each.Value > 1);
        });

        Assert.True(report.Simulated);
        Assert.Equal(["binance", "kraken", "kucoin"], report.Venues.Select(venue => venue.Venue));
        Assert.All(report.Venues, venue => Assert.Equal((0L, null), (venue.Malformed, venue.Problem)));
        Assert.All(report.Instruments, row => Assert.Equal((BookState.Proven, 0L), (row.State, row.Gaps)));
        Assert.All(report.Instruments.Where(row => row.Samples > 0), row => Assert.InRange(row.SpreadBps!.Value.Mean, (double)row.SpreadBps.Value.Min - 0.0001, (double)row.SpreadBps.Value.Max + 0.0001));
        Assert.Contains(report.Instruments, row => row is { Venue: "kraken", Symbol: "BTC/USD", Samples: > 0, SpreadBps.Min: > 0 });
        Assert.Contains(report.Pairs, pair => pair.Symbol == "BTC/USDT" && pair.Buy != pair.Sell && pair.PositiveShare is >= 0 and <= 1);
        Assert.Equal(3, report.Pairs.Count(pair => pair.Symbol == "BTC/USDT"));
    }

    [Fact]
    public async Task Writes_every_change_with_fixed_columns_and_ends_early_with_what_was_seen()
    {
        var simulation = new SimulationOptions { Seed = 3, Venues = ["kraken"] };
        await using var feed = await MarketFeed.StartSimulatedAsync(simulation, TimeProvider.System, CancellationToken.None);
        var changes = 0;

        var report = await RunUntilAsync(feed, "kraken", _ => ++changes == 50);

        var lines = await File.ReadAllLinesAsync(report.File, CancellationToken.None);
        Assert.Equal("time_unix_ns,venue,symbol,bid,bid_size,ask,ask_size,state", lines[0]);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal((8, "kraken"), (row.Length, row[1])));
        Assert.All(rows.Where(row => row[7] == "proven" && row[3].Length > 0), row => Assert.True(Number(row[3]) < Number(row[5]), string.Join(',', row)));
        Assert.Equal(report.Instruments.Sum(row => row.Samples), rows.Count(row => row[7] == "proven"));

        // Nothing that the connections' closing does to the books is in it.
        var last = rows.GroupBy(row => row[2]).ToDictionary(each => each.Key, each => each.Last()[7], StringComparer.Ordinal);
        Assert.All(report.Instruments.Where(row => row.Samples > 0), row => Assert.Equal(row.State.ToString(), last[row.Symbol], ignoreCase: true));
        Assert.Empty(report.Pairs);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Interrupts the recording, as Ctrl-C would, once enough was seen.</summary>
    private async Task<FitnessReport> RunUntilAsync(MarketFeed feed, string? venue, Func<TopOfBook, bool> isEnough)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupted = new CancellationTokenSource();
        var run = new FitnessRun(new FitnessSettings(venue, 3600, _file), feed, _http, new ConnectionOptions(), TimeProvider.System)
        {
            Changed = top =>
            {
                if (!enough.Task.IsCompleted && isEnough(top))
                    enough.SetResult();
            },
        };
        var running = run.RunAsync(interrupted.Token);
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await interrupted.CancelAsync();
        return await running;
    }
}
