namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// The cumulative volume delta of the day, and what was bought and sold by takers over the last minutes: a ring of minutes, so
/// that a trade costs an addition. Quantities of the base asset.
/// </summary>
internal sealed class TradeFlow(int minutes)
{
    private const long Minute = 60_000_000_000;

    private readonly double[] _bought = new double[minutes];
    private readonly double[] _sold = new double[minutes];
    private long _minute = -1;
    private long _minuteEnds = long.MinValue;
    private int _slot;
    private long _first = -1;

    /// <summary>Since the day began, bought less sold.</summary>
    public double DayDelta { get; private set; }

    public double DayVolume { get; private set; }

    /// <summary>Over the last minutes, this one included.</summary>
    public double Bought => Sum(_bought, minutes);

    public double Sold => Sum(_sold, minutes);

    /// <summary>Whole minutes that the window has seen so far, at most its length.</summary>
    public long SeenMinutes => _first < 0 ? 0 : Math.Min(_minute - _first, minutes);

    public void Add(double quantity, bool bought, long now)
    {
        // Divided once a minute, not once a trade.
        if (now >= _minuteEnds)
            AdvanceTo(now);
        (bought ? _bought : _sold)[_slot] += quantity;
        DayDelta += bought ? quantity : -quantity;
        DayVolume += quantity;
    }

    /// <summary>Everything traded in the newest of the minutes.</summary>
    public double Volume(int newest) => Sum(_bought, newest) + Sum(_sold, newest);

    public void AdvanceTo(long now)
    {
        var minute = now / Minute;
        if (_first < 0)
            (_first, _minute) = (minute, minute);
        if (minute - _minute >= minutes)
        {
            Array.Clear(_bought);
            Array.Clear(_sold);
            _minute = minute;
        }

        while (_minute < minute)
        {
            _minute++;
            _bought[_minute % minutes] = _sold[_minute % minutes] = 0;
        }

        _slot = (int)(_minute % minutes);
        _minuteEnds = (_minute + 1) * Minute;
    }

    public void BeginDay(double volume, double delta) => (DayVolume, DayDelta) = (volume, delta);

    /// <summary>Added up anew each time it is asked for, newest last: a running sum would drift.</summary>
    private double Sum(double[] ring, int newest)
    {
        var sum = 0.0;
        for (var back = Math.Min(newest, minutes) - 1; back >= 0 && _minute >= 0; back--)
            sum += _minute >= back ? ring[(_minute - back) % minutes] : 0;
        return sum;
    }
}
