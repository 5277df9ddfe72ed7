using System.Diagnostics;
using System.Globalization;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Bench;

/// <summary>
/// From wire bytes to a decision, by the engine itself: every frame of a capture is fed as a frame of two venues, so that each
/// of its books is one end of a venue pair, and one side of a triangle that two synthetic instruments close. Every frame is
/// decoded, every book kept, every path that a change touches looked at.
/// </summary>
public sealed class WireBench
{
    private const long Second = 1_000_000_000;

    private const long FrameEvery = 1_000_000;

    /// <summary>One SYN is worth a dollar, so that it is a small part of what costs much.</summary>
    private const int ClosingDecimals = 12;

    private static readonly Asset Dollar = new("USDT");
    private static readonly Asset Closing = new("SYN");

    private readonly Capture _capture;
    private readonly List<VenueShard> _shards = [];
    private readonly List<TradedInstrument> _instruments = [];
    private readonly List<(VenueShard Shard, InstrumentFeed Feed, byte[] Body)> _snapshots = [];
    private readonly EngineCore _core;
    private long _now = FrameEvery;

    /// <param name="venue">Whose wire format the capture is in.</param>
    /// <param name="capture">The frames.</param>
    /// <param name="snapshots">Its REST snapshots; null for none.</param>
    public WireBench(VenueDefinition venue, Capture capture, string? snapshots)
    {
        _capture = capture;
        var survey = Survey(venue, capture, snapshots);
        foreach (var name in (ReadOnlySpan<string>)["a", "b"])
            AddVenue(venue, $"{venue.Name}-{name}", survey, snapshots);
        foreach (var captured in _instruments.ToList())
            Close(captured, survey[int.Parse(captured.Instrument.Symbol.Base.Code.AsSpan(1), CultureInfo.InvariantCulture)].Book);

        var settings = new EngineSettings(
            new DetectionSettings(Bps.From(50m), Bps.From(50m), new Exact(200, 0), long.MaxValue, SizingRules.Careful),
            ExecutionSettings.Default,
            RiskSettings.Default with { PairPause = new PairPauseSettings(0.02, 0.03, 10 * Second, 5, 300 * Second, 60 * Second) },
            new HashSet<Asset> { Dollar },
            long.MaxValue,
            long.MaxValue);
        var nothing = new NoSideEffects();
        var book = new TradeBook(_instruments, settings.Dollars);
        book.Restore(new Checkpoint([], [], Totals.None, TradingState.Active, "", "", 0, []));
        _core = new EngineCore(settings, _shards, _instruments, book, nothing, nothing, nothing, new AuditTrail(), 1);
    }

    /// <summary>Paths looked at in the last pass.</summary>
    public long CandidatesEvaluated { get; private set; }

    public int FramesPerPass => _capture.Count * _shards.Count;

    /// <summary>One pass over the capture; the books are built anew before the clock starts.</summary>
    public BenchPass Run()
    {
        Prepare();
        var looked = _core.Detector.Looked;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < _capture.Count; i++)
        {
            var frame = _capture.Frame(i, out var length);
            _now += FrameEvery;
            _core.Process(EventKind.Frame, 0, _now, frame, length);
            _core.Process(EventKind.Frame, 1, _now, frame, length);
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        CandidatesEvaluated = _core.Detector.Looked - looked;
        return new BenchPass(FramesPerPass, elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    /// <summary>A first look at the capture: its instruments, and what their books come to.</summary>
    private static List<InstrumentFeed> Survey(VenueDefinition venue, Capture capture, string? snapshots)
    {
        var codec = venue.Codec(venue.Venue);
        codec.FollowsAll = true;
        codec.HoldsDiffs = false;
        if (snapshots is not null)
        {
            foreach (var (name, body) in SnapshotFolder.Read(snapshots))
                codec.Load(codec.Follow(name), body);
        }

        for (var i = 0; i < capture.Count; i++)
            codec.Decode(capture.Frame(i));
        return codec.Feeds.ToList();
    }

    private void AddVenue(VenueDefinition definition, string name, List<InstrumentFeed> survey, string? snapshots)
    {
        var codec = definition.Codec(new Venue(name));
        codec.HoldsDiffs = false;
        var shard = new VenueShard(_shards.Count, codec);
        _shards.Add(shard);
        for (var i = 0; i < survey.Count; i++)
        {
            // What the pair is called does not matter to the arithmetic; that two venues call it the same does.
            var symbol = new Symbol(new Asset($"X{i}"), Dollar);
            var feed = codec.Follow(survey[i].VenueSymbol, symbol);
            var traded = Add(codec.Venue, symbol, feed.Book);
            shard.Trade(feed, traded);
        }

        if (snapshots is null)
            return;
        foreach (var (symbol, body) in SnapshotFolder.Read(snapshots))
            _snapshots.Add((shard, codec.Follow(symbol), body));
    }

    /// <summary>
    /// Two instruments that close a triangle over a captured one, where the capture tells its price: half a percent to either side
    /// of even, so that like a real triangle it pays before fees now and then, and not all the time.
    /// </summary>
    private void Close(TradedInstrument captured, OrderBook surveyed)
    {
        var price = surveyed.Bids.BestPrice;
        if (price <= 0)
            return;
        var venue = captured.Instrument.Venue;
        var symbol = captured.Instrument.Symbol;
        if (!_instruments.Exists(i => i.Instrument.Venue == venue && i.Instrument.Symbol == new Symbol(Closing, Dollar)))
            Fix(Add(venue, new Symbol(Closing, Dollar), new OrderBook()), 1_0000_0000, 1_0005_0000);
        var closing = Add(venue, new Symbol(Closing, symbol.Base), new OrderBook());
        closing.Book.Rescale(ClosingDecimals, closing.Book.QuantityDecimals);
        var even = (long)Int128.Min(PowersOfTen.Wide(surveyed.PriceDecimals + ClosingDecimals) / price, long.MaxValue / 2);
        Fix(closing, Math.Max(1, even - (even / 200)), even + (even / 200) + 1);
    }

    private TradedInstrument Add(Venue venue, Symbol symbol, OrderBook book)
    {
        var instrument = new Instrument(venue, symbol, symbol.ToString(), Price.FromUnits(1, 8), Quantity.FromUnits(1, 8), Quantity.Zero, Notional.Zero, FeeSchedule.PaperDefault);
        var traded = new TradedInstrument(_instruments.Count, instrument, book);
        _instruments.Add(traded);
        return traded;
    }

    private static void Fix(TradedInstrument traded, long bid, long ask)
    {
        var levels = new LevelBuffer();
        levels.Add(bid, 1_000_000_0000_0000);
        levels.EndBids();
        levels.Add(ask, 1_000_000_0000_0000);
        traded.Book.Load(levels);
        traded.Book.Prove();
    }

    private void Prepare()
    {
        foreach (var shard in _shards)
        {
            foreach (var feed in shard.Codec.Feeds)
                feed.Reset();
        }

        foreach (var (shard, feed, body) in _snapshots)
            shard.Codec.Load(feed, body);
    }
}
