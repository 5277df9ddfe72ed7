using Arbit.EdgeRunner.Detection;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// One base asset over all venues, against dollars (each taken as one): what it is like today, and what that means for trading.
/// A trade costs a few additions; everything else is worked out once a second.
/// </summary>
public sealed class ScannedMarket
{
    private const long Second = 1_000_000_000;

    private readonly ScannerSettings _settings;
    private readonly CandleBuilder _candles;
    private readonly TradeFlow _flow;
    private readonly WhaleWatch _whales;
    private readonly VolumeProfile _profile;
    private readonly BookLook _books;
    private readonly VerdictRule _rule;
    private readonly VerdictHold _hold;
    private double _price;
    private long _pricedAt;

    internal ScannedMarket(Asset baseAsset, IReadOnlyList<TradedInstrument> instruments, ScannerSettings settings, CandleHistory history)
    {
        Base = baseAsset;
        HistoryIsSimulated = history.IsSimulated;
        _settings = settings;
        _candles = new CandleBuilder(settings, history.Of(baseAsset.Code));
        _flow = new TradeFlow(settings.FlowMinutes);
        _whales = new WhaleWatch(settings);
        _profile = new VolumeProfile(settings);
        _books = new BookLook(instruments, settings);
        _rule = new VerdictRule(settings);
        _hold = new VerdictHold(settings.HoldSeconds * Second);
    }

    public Asset Base { get; }

    /// <summary>The days before were invented for a simulated market.</summary>
    public bool HistoryIsSimulated { get; }

    public MarketVerdict Verdict => _hold.Verdict;

    /// <summary>When the verdict became so, Unix nanoseconds; 0 before the first look.</summary>
    public long Since => _hold.Since;

    public bool IsHighRange => _rule.IsHighRange;

    public MarketStance Stance => new(Verdict, IsHighRange);

    /// <summary>The figures of the newest look.</summary>
    public MarketReading Reading { get; private set; }

    /// <summary>The reasons of the verdict in words, without the verdict itself.</summary>
    public string Why => ReasonWords.Of(_hold, Reading, _settings);

    /// <summary>What is to be kept between runs.</summary>
    public IReadOnlyList<DailyCandle> Candles => _candles.With(_flow.DayVolume, _flow.DayDelta);

    /// <summary>A trade on one of its venues: price in dollars, quantity of the base asset, and whether the taker bought.</summary>
    internal void OnTrade(double price, double quantity, bool bought, long now)
    {
        _flow.Add(quantity, bought, now);
        _profile.Add(price, quantity);
        _whales.Add(price * quantity, bought, now);
    }

    /// <summary>Looks at books, trades and days; true where verdict or high range changed.</summary>
    internal bool Look(long now)
    {
        _books.Look();
        _flow.AdvanceTo(now);
        _whales.AdvanceTo(now);
        if (_books.Price > 0)
            LookAtPrice(_books.Price, now);
        _profile.Measure();
        Reading = Read(now);
        var wasHigh = IsHighRange;
        var raw = _rule.Judge(Reading);
        return _hold.Take(raw, now) | (wasHigh != IsHighRange);
    }

    private void LookAtPrice(double price, long now)
    {
        _price = price;
        _pricedAt = now;
        if (!_candles.Look(price, now, _flow.DayVolume, _flow.DayDelta))
            return;
        _flow.BeginDay(_candles.Restored?.Volume ?? 0, _candles.Restored?.Delta ?? 0);
        _profile.Begin(price);
    }

    private MarketReading Read(long now)
    {
        var (bought, sold) = (_flow.Bought, _flow.Sold);
        var flow = bought + sold > 0 ? (bought - sold) / (bought + sold) : 0;

        // Of a window that was not watched whole yet, a few trades would be all there is.
        var watched = _flow.SeenMinutes < _settings.WhaleMinutes ? 0 : _flow.Volume(_settings.WhaleMinutes) * _price;
        var whales = _whales.NetUsd;
        return new MarketReading
        {
            Price = _price,
            HasPrice = _price > 0 && now - _pricedAt <= _settings.PriceGraceSeconds * Second,
            Days = _candles.WholeDays,
            RangeBps = _candles.RangeBps,
            MeanRangeBps = _candles.MeanRangeBps,
            RangeRatio = _candles.MeanRangeBps > 0 ? _candles.RangeBps / _candles.MeanRangeBps : 0,
            Cvd = _flow.DayDelta,
            Flow = flow,
            Phase = PhaseOf(flow, bought + sold),
            Whales = _whales.Count,
            WhaleNetCount = _whales.NetCount,
            WhaleNetUsd = whales,
            WhaleShare = watched > 0 ? Math.Clamp(whales / watched, -1, 1) : 0,
            Imbalance = _books.Imbalance,
            PointOfControl = _profile.PointOfControl,
            ValueLow = _profile.ValueLow,
            ValueHigh = _profile.ValueHigh,
        };
    }

    private WyckoffPhase PhaseOf(double flow, double volume)
    {
        if (_candles.WholeDays < _settings.MinDays || _flow.SeenMinutes < _settings.MinFlowMinutes || _price <= 0)
            return WyckoffPhase.None;
        var usual = _candles.MeanVolumePace * 60 * Math.Max(1, _flow.SeenMinutes);
        return PhaseRule.Of(_candles.Position(_price), _candles.Move(_price), flow, usual > 0 ? volume / usual : 0, _settings);
    }
}
