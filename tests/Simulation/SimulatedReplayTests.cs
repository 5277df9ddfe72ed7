using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Kucoin;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.EdgeRunner.Venues;

namespace Arbit.Tests.Simulation;

/// <summary>What the simulation writes, the codecs that are proven on real captures must read without a single fault.</summary>
public sealed class SimulatedReplayTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("arbit-simulation-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(VenueNames.Binance)]
    [InlineData(VenueNames.Kraken)]
    [InlineData(VenueNames.Kucoin)]
    public void A_session_replays_without_gap_failed_checksum_or_different_quote(string venue)
    {
        var world = new SimulatedWorld(new SimulationOptions { Seed = 21, DislocationsPerMinute = 20, Venues = [venue] }, Frames.Start);
        string[] symbols = [.. world.Market.Books.Select(book => book.Instrument.VenueSymbol)];
        SimulatedSession session = Subscribed(world, venue, symbols);
        List<WireFrame> frames = [.. session.Run(TimeSpan.FromSeconds(2))];
        string snapshots = Snapshots(session, venue, symbols);
        frames.AddRange(session.Run(TimeSpan.FromSeconds(30)));
        string capture = Path.Combine(folder.FullName, venue + ".jsonl");
        File.WriteAllLines(capture, frames.Select(frame => frame.Text()));

        ReplayReport report = new CaptureReplay(VenueCatalog.Find(venue)!, Capture.Open(capture), snapshots, instruments: null, depth: 25).Run();

        Assert.Equal(0, report.Malformed);
        Assert.Equal(symbols.Order(StringComparer.Ordinal), report.Instruments.Select(instrument => instrument.VenueSymbol).Order(StringComparer.Ordinal));
        Assert.All(report.Instruments, instrument =>
        {
            Assert.Equal((0, 0, 0), (instrument.Gaps, instrument.Checksums.Failed, instrument.QuoteChecks.Different));
            Assert.True(instrument.BookUpdates > 10, $"{instrument.VenueSymbol}: {instrument.BookUpdates} updates");
        });
        Assert.True(report.Instruments.Sum(instrument => instrument.Checksums.Checked + instrument.QuoteChecks.Checked) > 500, "books are really checked");
    }

    private static SimulatedSession Subscribed(SimulatedWorld world, string venue, string[] symbols)
    {
        if (venue == VenueNames.Binance)
        {
            IEnumerable<string> streams = symbols.Select(symbol => symbol.ToLowerInvariant()).SelectMany(name => new[] { name + "@depth@100ms", name + "@bookTicker" });
            return new SimulatedSession(world, venue, "/stream?streams=" + string.Join('/', streams));
        }

        if (venue == VenueNames.Kraken)
        {
            var kraken = new SimulatedSession(world, venue, "/v2");
            kraken.Send($$$"""{"method":"subscribe","params":{"channel":"book","depth":25,"symbol":["{{{string.Join("\",\"", symbols)}}}"]}}""");
            return kraken;
        }

        var kucoin = new SimulatedSession(world, venue, "/?token=" + Uri.EscapeDataString(KucoinVenue.Token));
        foreach (string channel in new[] { "level2", "ticker" })
            kucoin.Send($$"""{"id":1,"type":"subscribe","topic":"/market/{{channel}}:{{string.Join(',', symbols)}}","response":true}""");
        return kucoin;
    }

    private string Snapshots(SimulatedSession session, string venue, string[] symbols)
    {
        string path = Directory.CreateDirectory(Path.Combine(folder.FullName, "snapshots")).FullName;
        string? rest = venue switch
        {
            VenueNames.Binance => "/api/v3/depth?limit=1000&symbol=",
            VenueNames.Kucoin => "/api/v3/market/orderbook/level2?symbol=",
            _ => null,
        };
        foreach (string symbol in rest is null ? [] : symbols) File.WriteAllBytes(Path.Combine(path, symbol + ".json"), session.Rest(rest + symbol).Body.ToArray());
        return path;
    }
}
