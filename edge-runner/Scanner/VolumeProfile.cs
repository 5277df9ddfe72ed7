namespace Arbit.EdgeRunner.Scanner;

/// <summary>The day's volume by price: buckets of one width about the price that the day began at, the outermost open to their side.</summary>
internal sealed class VolumeProfile(ScannerSettings settings)
{
    /// <summary>Buckets to either side: half the price up and down at the usual width.</summary>
    private const int Half = 512;

    private readonly double[] _volume = new double[(2 * Half) + 1];
    private double _middle;
    private double _width;
    private double _perWidth;
    private double _total;

    /// <summary>The price that most was traded at; 0 where nothing was.</summary>
    public double PointOfControl { get; private set; }

    /// <summary>Lower end of the prices about it that hold the value area's share of the volume.</summary>
    public double ValueLow { get; private set; }

    public double ValueHigh { get; private set; }

    public void Begin(double price)
    {
        Array.Clear(_volume);
        _total = PointOfControl = ValueLow = ValueHigh = 0;
        _middle = price;
        _width = price * settings.ProfileBucketBps / 10_000;
        _perWidth = _width > 0 ? 1 / _width : 0;
    }

    public void Add(double price, double quantity)
    {
        if (_width <= 0)
            return;
        var bucket = (int)Math.Clamp(Math.Floor(((price - _middle) * _perWidth) + 0.5), -Half, Half) + Half;
        _volume[bucket] += quantity;
        _total += quantity;
    }

    /// <summary>Works the three prices out; once a look, not once a trade.</summary>
    public void Measure()
    {
        if (_total <= 0)
            return;
        var peak = 0;
        for (var i = 1; i < _volume.Length; i++)
        {
            if (_volume[i] > _volume[peak])
                peak = i;
        }

        // From the peak outward, each time to the side that has more, until the share is in.
        var (low, high, held) = (peak, peak, _volume[peak]);
        while (held < _total * settings.ValueAreaShare && (low > 0 || high < _volume.Length - 1))
        {
            var below = low > 0 ? _volume[low - 1] : -1;
            var above = high < _volume.Length - 1 ? _volume[high + 1] : -1;
            held += above >= below ? _volume[++high] : _volume[--low];
        }

        PointOfControl = PriceOf(peak);
        ValueLow = PriceOf(low) - (_width / 2);
        ValueHigh = PriceOf(high) + (_width / 2);
    }

    private double PriceOf(int bucket) => _middle + ((bucket - Half) * _width);
}
