using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Measures;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>Looks on while a back-test runs, and keeps what its result and its report tell. It changes nothing.</summary>
internal sealed class BacktestWatch
{
    private const long SampleEvery = 1_000_000_000;
    private const long StreamEnds = 30 * SampleEvery;

    private readonly EngineCore _core;
    private readonly IReadOnlyList<VenueShard> _shards;
    private readonly DollarPrices _prices;
    private readonly double[] _usable;
    private readonly double[] _watched;
    private readonly Dictionary<string, Curve> _edges = [];
    private readonly Dictionary<string, double> _best = [];
    private readonly SortedDictionary<RefusalReason, long> _refused = [];
    private readonly List<MeasuredCycle> _cycles = [];
    private readonly Dictionary<Cycle, int> _places = [];
    private long _lastSample;

    public BacktestWatch(EngineCore core, IReadOnlyList<VenueShard> shards, DollarPrices firstPrices)
    {
        _core = core;
        _shards = shards;
        _prices = firstPrices;
        _usable = new double[shards.Count];
        _watched = new double[shards.Count];
        core.OpportunityBegan += OnOpportunity;
        core.Measures.Measured += OnCycle;
    }

    /// <summary>The newest prices, from which the capital at the end is told.</summary>
    public DollarPrices Prices => _prices;

    public long Taken { get; private set; }

    public IReadOnlyDictionary<RefusalReason, long> Refused => _refused;

    /// <summary>As they ended.</summary>
    public IReadOnlyList<MeasuredCycle> Cycles => _cycles;

    public Curve Realised { get; } = new("realised");

    public Curve Expected { get; } = new("expected");

    public Curve Capital { get; } = new("capital");

    /// <summary>The best net edge of each venue pair and base asset, and of each venue's triangles, in basis points.</summary>
    public IEnumerable<Curve> Edges => _edges.Values;

    /// <summary>The share of the time that a venue was heard, over its instruments, in which their books were proven.</summary>
    public double UptimeOf(VenueShard shard) => _watched[shard.Source] <= 0 ? 0 : _usable[shard.Source] / _watched[shard.Source];

    public void OnTime(long now)
    {
        if (now - _lastSample < SampleEvery)
            return;
        var elapsed = _lastSample == 0 ? 0 : now - _lastSample;
        _lastSample = now;
        foreach (var shard in _shards)
            Watch(shard, elapsed);
        foreach (var path in _core.Paths)
            Note(path, now);
        foreach (var curve in _best)
            CurveOf(curve.Key).Add(now, curve.Value);
        _best.Clear();
        Capital.Add(now, ToDouble(CapitalNow()));
    }

    /// <summary>The last prices count, too.</summary>
    public void End()
    {
        foreach (var shard in _shards)
            Watch(shard, 0);
    }

    public Amount CapitalNow() => _prices.Value(_core.Book.Ledger.Balances.Select(b => (b.Asset, b.Balance.Total)));

    /// <summary>A pause between two captures is nobody's downtime.</summary>
    public void Skip(long now) => _lastSample = now;

    public static double ToDouble(Amount amount) => (double)amount.Value.Round(8, Rounding.HalfEven).ToDecimal();

    private void Watch(VenueShard shard, long elapsed)
    {
        // Before its first frame and after its last it is not watched: a capture's venues need not begin and end together.
        if (shard.Frames == 0 || _core.Now - shard.LastFrameAt > StreamEnds)
            return;
        foreach (var traded in shard.Instruments)
        {
            _watched[shard.Source] += elapsed;
            if (!traded.Book.IsUsable)
                continue;
            _usable[shard.Source] += elapsed;
            if (traded.Book.BidPrice > 0)
                _prices.Note(traded.Instrument.Venue, traded.Instrument.Symbol, traded.Book.PriceFrom(traded.Book.BidPrice));
        }
    }

    private void Note(CyclePath path, long now)
    {
        if (path.Instruments.Any(traded => !traded.Book.IsUsable || !traded.HasTop || now - traded.LastDataAt > _core.Detector.Settings.MaxAgeNanoseconds))
            return;
        var ratio = (double)Bps.OneInRateUnits / path.FeeRatio;
        for (var i = 0; i < path.Legs.Length; i++)
        {
            var book = path.Instruments[i].Book;
            ratio *= path.Legs[i].Side == Side.Sell ? ToDouble(book, book.BidPrice) : 1 / ToDouble(book, book.AskPrice);
        }

        if (path.Conversion is { } cell)
        {
            if (cell.Current is not { } conversion)
                return;
            ratio *= (double)conversion.Multiplier / conversion.Divisor;
        }

        var name = NameOf(path);
        var bps = (ratio - 1) * 10_000;
        _best[name] = _best.TryGetValue(name, out var best) ? Math.Max(best, bps) : bps;
    }

    private static double ToDouble(OrderBook book, long price) => price / Math.Pow(10, book.PriceDecimals);

    private static string NameOf(CyclePath path)
    {
        var venues = path.Instruments.Select(traded => traded.Instrument.Venue.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return path.Kind == PathKind.Triangular
            ? $"{path.Instruments[0].Instrument.Venue} triangles"
            : $"{path.Instruments[0].Instrument.Symbol.Base} {string.Join('–', venues)}";
    }

    private Curve CurveOf(string name)
    {
        if (!_edges.TryGetValue(name, out var curve))
            _edges.Add(name, curve = new Curve(name));
        return curve;
    }

    private void OnOpportunity(Opportunity opportunity)
    {
        if (opportunity.IsTaken)
            Taken++;
        else
            _refused[opportunity.Reason] = _refused.GetValueOrDefault(opportunity.Reason) + 1;
    }

    private void OnCycle(MeasuredCycle cycle)
    {
        // One that a late fill opened again ends a second time.
        if (_places.TryAdd(cycle.Cycle, _cycles.Count))
            _cycles.Add(cycle);
        else
            _cycles[_places[cycle.Cycle]] = cycle;
        Realised.Add(cycle.Cycle.ClosedAt, ToDouble(_core.Measures.InDollars.Realised));
        Expected.Add(cycle.Cycle.ClosedAt, ToDouble(_core.Measures.InDollars.Expected));
    }
}
