namespace Arbit.EdgeRunner.Scanner;

/// <summary>The days of one base asset: those before, and today's as it grows. UTC.</summary>
internal sealed class CandleBuilder
{
    private const long Second = 1_000_000_000;

    /// <summary>A longer gap between two looks was not looked at.</summary>
    private const long LongestLook = 5 * Second;

    private readonly ScannerSettings _settings;
    private readonly List<DailyCandle> _days = [];
    private DailyCandle? _restored;
    private long _day = -1;
    private long _lastLook;
    private double _open;
    private double _high;
    private double _low;
    private double _close;
    private double _observed;

    public CandleBuilder(ScannerSettings settings, IReadOnlyList<DailyCandle> before)
    {
        _settings = settings;
        _days.AddRange(before.OrderBy(candle => candle.Day));
        Measure();
    }

    /// <summary>Whole days that the mean is of.</summary>
    public int WholeDays { get; private set; }

    /// <summary>0 where there is no whole day.</summary>
    public double MeanRangeBps { get; private set; }

    /// <summary>Usual volume a second; 0 where there is no whole day.</summary>
    public double MeanVolumePace { get; private set; }

    public double RangeBps => _open > 0 ? (_high - _low) / _open * 10_000 : 0;

    /// <summary>What earlier runs saw of today, where one did: handed over once, with the day's first look.</summary>
    public DailyCandle? Restored => _restored;

    /// <summary>The days before, oldest first, and today's where it has a price.</summary>
    public IReadOnlyList<DailyCandle> With(double volume, double delta)
        => _open > 0 ? [.. _days, Today(volume, delta)] : [.. _days];

    /// <summary>Where a price stands between the lowest and highest of all days known: 0 to 1; a half where that is one price.</summary>
    public double Position(double price)
    {
        var (low, high) = (_open > 0 ? _low : price, _open > 0 ? _high : price);
        foreach (var day in _days)
            (low, high) = (Math.Min(low, day.Low), Math.Max(high, day.High));
        return high > low ? Math.Clamp((price - low) / (high - low), 0, 1) : 0.5;
    }

    /// <summary>How far a price has come since the close of some days ago, in usual daily ranges; 0 where that is not known.</summary>
    public double Move(double price)
    {
        if (_days.Count < _settings.TrendDays || MeanRangeBps <= 0)
            return 0;
        var from = _days[^_settings.TrendDays].Close;
        return from > 0 ? (price - from) / from * 10_000 / MeanRangeBps : 0;
    }

    /// <summary>A look at the price (more than 0). True where a new day begins with it; the day before is closed then.</summary>
    public bool Look(double price, long now, double volume, double delta)
    {
        var day = UnixNanoseconds.DayOf(now);
        var begins = day > _day;
        if (begins)
            Begin(day, price, volume, delta);
        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        _close = price;
        if (!begins && now - _lastLook <= LongestLook)
            _observed += (now - _lastLook) / (double)Second;
        _lastLook = now;
        return begins;
    }

    private void Begin(long day, double price, double volume, double delta)
    {
        if (_open > 0)
            _days.Add(Today(volume, delta));
        _day = day;
        _days.RemoveAll(candle => candle.Day > day);
        _restored = _days.Find(candle => candle.Day == day);
        (_open, _high, _low, _close, _observed) = _restored is { } seen
            ? (seen.Open, seen.High, seen.Low, seen.Close, seen.ObservedSeconds)
            : (price, price, price, price, 0);
        _days.RemoveAll(candle => candle.Day == day || candle.Day < day - _settings.RangeDays);
        Measure();
    }

    private DailyCandle Today(double volume, double delta) => new(_day, _open, _high, _low, _close, volume, delta, _observed);

    private void Measure()
    {
        var whole = _days.Where(IsWhole).TakeLast(_settings.RangeDays).ToList();
        WholeDays = whole.Count;
        MeanRangeBps = whole.Count == 0 ? 0 : whole.Average(day => day.RangeBps);
        MeanVolumePace = whole.Count == 0 ? 0 : whole.Average(day => day.VolumePace);
    }

    private bool IsWhole(DailyCandle day) => day.ObservedSeconds >= _settings.WholeDayShare * DailyCandle.SecondsADay;
}
