using Arbit.Money;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>One symbol on two venues, and the gross spread between them.</summary>
internal sealed class VenuePair(TopOfBook one, TopOfBook other, TimeProvider time)
{
    private long _since;
    private bool _wasPriced;
    private bool _wasPositive;
    private TimeSpan _priced;
    private TimeSpan _positive;
    private Bps? _widest;
    private bool _buysOther;

    /// <summary>To be called when either top has changed: what stood until now is counted for as long as it did.</summary>
    public void Observe(long now)
    {
        if (_wasPriced)
        {
            var stood = time.GetElapsedTime(_since, now);
            _priced += stood;
            _positive += _wasPositive ? stood : TimeSpan.Zero;
        }

        _since = now;
        _wasPriced = one.IsPriced && other.IsPriced;
        if (!_wasPriced)
            return;
        var hither = Gross(one, other);
        var thither = Gross(other, one);
        var better = hither >= thither ? hither : thither;
        _wasPositive = better.RateUnits > 0;
        if (_widest is { } widest && better <= widest)
            return;
        _widest = better;
        _buysOther = thither > hither;
    }

    /// <summary>null where the two books were never proven at the same time.</summary>
    public PairFitness? Describe() => _widest is not { } widest ? null : new PairFitness(
        one.Symbol.ToString(),
        (_buysOther ? other : one).Venue,
        (_buysOther ? one : other).Venue,
        widest.Value.ToDecimal(),
        _priced > TimeSpan.Zero ? Math.Round(_positive / _priced, 4) : 0,
        Math.Round(_priced.TotalSeconds, 3));

    /// <summary>Rounded down: never wider than it was.</summary>
    private static Bps Gross(TopOfBook buy, TopOfBook sell) => Bps.Of(sell.Bid.Value - buy.Ask.Value, buy.Ask.Value, Rounding.Floor);
}
