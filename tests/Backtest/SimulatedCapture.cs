using System.Globalization;
using System.IO.Compression;
using System.Text;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Kucoin;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Tests.Simulation;

namespace Arbit.Tests.Backtest;

/// <summary>A folder as captures are, taken from our own simulated venues without a socket: streams, receive times, snapshots, lists.</summary>
internal sealed class SimulatedCapture : IDisposable
{
    private static readonly TimeSpan SnapshotsAfter = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arbit-capture-");

    public SimulatedCapture(ulong seed, double seconds, params string[] venues)
    {
        var world = new SimulatedWorld(new SimulationOptions { Seed = seed, DislocationsPerMinute = 60, Venues = venues }, Frames.Start);
        var sessions = venues.Select(venue => (Venue: venue, Session: Subscribed(world, venue), Frames: new List<WireFrame>())).ToList();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(seconds); passed += SimulatedMarket.StepLength)
        {
            world.Advance(SimulatedMarket.StepLength);
            foreach (var (venue, session, frames) in sessions)
            {
                frames.AddRange(session.Take());
                if (passed < SnapshotsAfter && passed + SimulatedMarket.StepLength >= SnapshotsAfter)
                    WriteSnapshots(session, venue, Symbols(world, venue), Frames.Start + passed);
            }
        }

        foreach (var (venue, session, frames) in sessions)
            Write(venue, session, frames);
    }

    public string Path => _folder.FullName;

    /// <summary>Settings that trade often; new ones each time, for a back-test changes its own.</summary>
    public static ArbitOptions Options() => new()
    {
        Dollars = ["USD", "USDT", "USDC"],
        Assets = ["BTC", "ETH", "SOL", "USD", "USDT", "USDC"],
        CrossCycleSeconds = 1,
        TriangularCycleSeconds = 1,
        MaxFailuresInRow = 1_000,
        MaxDailyLossBps = "10000",
        Paper = new PaperOptions { Seed = 7, LatencyMs = 20, LatencySpreadMs = 30 },
        Venues =
        [
            new VenueOptions { Name = VenueNames.Binance, FeePaidIn = "received", Balances = Balances() },
            new VenueOptions { Name = VenueNames.Kraken, FeePaidIn = "quote", Balances = Balances() },
            new VenueOptions { Name = VenueNames.Kucoin, FeePaidIn = "quote", Balances = Balances() },
        ],
    };

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Remove(string name)
    {
        if (Directory.Exists(File(name)))
            Directory.Delete(File(name), recursive: true);
        else
            System.IO.File.Delete(File(name));
    }

    /// <summary>Into another folder, to be its own capture.</summary>
    public void MoveTo(string folder, string venue)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(Path, venue + ".*"))
            Directory.Move(path, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(path)));
    }

    public void Pack(string name)
    {
        using (var packed = new GZipStream(System.IO.File.Create(File(name + ".gz")), CompressionLevel.Fastest))
            packed.Write(System.IO.File.ReadAllBytes(File(name)));
        Remove(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Dictionary<string, string> Balances() => new(StringComparer.Ordinal)
    {
        ["USD"] = "3000",
        ["USDT"] = "3000",
        ["USDC"] = "3000",
        ["BTC"] = "0.05",
        ["ETH"] = "1",
        ["SOL"] = "10",
    };

    private static string[] Symbols(SimulatedWorld world, string venue)
        => [.. world.Market.Books.Where(book => book.Instrument.Venue == venue).Select(book => book.Instrument.VenueSymbol)];

    private static SimulatedSession Subscribed(SimulatedWorld world, string venue)
    {
        var symbols = Symbols(world, venue);
        switch (venue)
        {
            case VenueNames.Binance:
                var streams = symbols.Select(symbol => symbol.ToLowerInvariant()).SelectMany(name => new[] { name + "@depth@100ms", name + "@bookTicker" });
                return new SimulatedSession(world, venue, "/stream?streams=" + string.Join('/', streams));
            case VenueNames.Kraken:
                var kraken = new SimulatedSession(world, venue, "/v2");
                kraken.Send("""{"method":"subscribe","params":{"channel":"instrument"}}""");
                kraken.Send($$$"""{"method":"subscribe","params":{"channel":"book","depth":25,"symbol":["{{{string.Join("\",\"", symbols)}}}"]}}""");
                return kraken;
            default:
                var kucoin = new SimulatedSession(world, venue, "/?token=" + Uri.EscapeDataString(KucoinVenue.Token));
                foreach (var channel in (string[])["level2", "ticker"])
                    kucoin.Send($$"""{"id":1,"type":"subscribe","topic":"/market/{{channel}}:{{string.Join(',', symbols)}}","response":true}""");
                return kucoin;
        }
    }

    private void Write(string venue, SimulatedSession session, List<WireFrame> frames)
    {
        System.IO.File.WriteAllLines(File(venue + ".jsonl"), frames.Select(frame => frame.Text()));
        System.IO.File.WriteAllLines(File(venue + ".recv_ts_ns.txt"), frames.Select(frame => Nanoseconds(frame.Time).ToString(CultureInfo.InvariantCulture)));
        var list = venue switch
        {
            VenueNames.Binance => session.Rest("/api/v3/exchangeInfo").Body.ToArray(),
            VenueNames.Kucoin => session.Rest("/api/v2/symbols").Body.ToArray(),
            _ => Encoding.UTF8.GetBytes(frames.Select(frame => frame.Text()).First(text => text.Contains("\"channel\":\"instrument\"", StringComparison.Ordinal) && text.Contains("\"pairs\"", StringComparison.Ordinal))),
        };
        System.IO.File.WriteAllBytes(File(venue + ".instruments.json"), list);
    }

    private void WriteSnapshots(SimulatedSession session, string venue, string[] symbols, DateTimeOffset time)
    {
        var rest = venue switch
        {
            VenueNames.Binance => "/api/v3/depth?limit=1000&symbol=",
            VenueNames.Kucoin => "/api/v3/market/orderbook/level2?symbol=",
            _ => null,
        };
        if (rest is null)
            return;
        var folder = Directory.CreateDirectory(File(venue + ".rest_snapshots")).FullName;
        var index = new List<string> { "symbol\treceived_at\turl" };
        foreach (var symbol in symbols)
        {
            System.IO.File.WriteAllBytes(System.IO.Path.Combine(folder, symbol + ".json"), session.Rest(rest + symbol).Body.ToArray());
            index.Add($"{symbol}\t{(Nanoseconds(time) / 1_000_000_000m).ToString(CultureInfo.InvariantCulture)}\t{rest}{symbol}");
        }

        System.IO.File.WriteAllLines(System.IO.Path.Combine(folder, "INDEX.tsv"), index);
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
