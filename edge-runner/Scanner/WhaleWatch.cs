namespace Arbit.EdgeRunner.Scanner;

/// <summary>Trades far over the usual size, within a window: how many, and their net side. In dollars.</summary>
internal sealed class WhaleWatch(ScannerSettings settings)
{
    private const long Minute = 60_000_000_000;
    private const int Capacity = 1_024;

    /// <summary>Weight of a trade in the mean of all: about the last thousand count.</summary>
    private const double Weight = 1.0 / EvenTrades;

    private const int EvenTrades = 1_000;

    private readonly long[] _times = new long[Capacity];
    private readonly double[] _signed = new double[Capacity];
    private int _first;
    private double _mean;
    private long _trades;

    /// <summary>Within the window, of either side.</summary>
    public int Count { get; private set; }

    /// <summary>Bought less sold by them.</summary>
    public double NetUsd
    {
        get
        {
            var net = 0.0;
            for (var i = 0; i < Count; i++)
                net += _signed[(_first + i) % Capacity];
            return net;
        }
    }

    /// <summary>Those that bought, less those that sold.</summary>
    public int NetCount
    {
        get
        {
            var net = 0;
            for (var i = 0; i < Count; i++)
                net += Math.Sign(_signed[(_first + i) % Capacity]);
            return net;
        }
    }

    /// <summary>Of the trades of late, a plain mean until there are enough to weigh.</summary>
    public double MeanUsd => _mean;

    public void Add(double dollars, bool bought, long now)
    {
        var isKnown = _trades >= settings.WhaleMinTrades;
        var isWhale = dollars >= settings.WhaleUsd || (isKnown && dollars >= settings.WhaleMultiple * _mean);
        _trades++;
        _mean += (dollars - _mean) * (_trades < EvenTrades ? 1.0 / _trades : Weight);
        if (!isWhale)
            return;
        if (Count == Capacity)
            DropOldest();
        var at = (_first + Count++) % Capacity;
        _times[at] = now;
        _signed[at] = bought ? dollars : -dollars;
    }

    public void AdvanceTo(long now)
    {
        while (Count > 0 && now - _times[_first] > settings.WhaleMinutes * Minute)
            DropOldest();
    }

    private void DropOldest()
    {
        _first = (_first + 1) % Capacity;
        Count--;
    }
}
