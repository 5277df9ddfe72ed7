namespace Arbit.EdgeRunner.Risk;

/// <summary>Lowest and highest of a number over the last while, in eighths of the window: a statistic, cheap enough for every tick.</summary>
public sealed class MovingRange(long window)
{
    private const int Buckets = 8;

    private readonly long _width = Math.Max(window / Buckets, 1);
    private readonly double[] _lows = new double[Buckets];
    private readonly double[] _highs = new double[Buckets];
    private readonly long[] _slots = new long[Buckets];
    private double _low;
    private double _high;
    private long _slot = -1;

    /// <summary>Takes a number above zero; answers highest over lowest, less one.</summary>
    public double Add(double value, long now)
    {
        var slot = now / _width;
        if (slot != _slot)
            Begin(slot, value);
        if (value < _low)
            _low = _lows[slot % Buckets] = value;
        else if (value < _lows[slot % Buckets])
            _lows[slot % Buckets] = value;
        if (value > _high)
            _high = _highs[slot % Buckets] = value;
        else if (value > _highs[slot % Buckets])
            _highs[slot % Buckets] = value;
        return (_high / _low) - 1;
    }

    private void Begin(long slot, double value)
    {
        _slot = slot;
        var at = slot % Buckets;
        (_slots[at], _lows[at], _highs[at]) = (slot, value, value);
        (_low, _high) = (value, value);
        for (var i = 0; i < Buckets; i++)
        {
            if (_slots[i] <= slot - Buckets || _lows[i] == 0)
                continue;
            _low = Math.Min(_low, _lows[i]);
            _high = Math.Max(_high, _highs[i]);
        }
    }
}
