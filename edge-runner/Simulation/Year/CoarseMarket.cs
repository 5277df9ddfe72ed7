using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// A market that is looked at now and then: true prices walk on minute by minute, and a book is made whenever it is shown, as thick as
/// a middling one. Deterministic in the seed and in who looks when.
/// </summary>
internal sealed class CoarseMarket
{
    /// <summary>The longest step that prices make at once; a minute has thirty of it.</summary>
    private const int GrainsPerMinute = 100;

    /// <summary>So that a minute goes as far as three fifths of a measured one: 60 × √30.</summary>
    private const int VolatilityPercent = 329;

    private const int LevelsPerSide = 14;
    private const long NanosPerDollar = 1_000_000_000;

    private readonly SeededRandom _random;
    private readonly Fundamentals _prices;
    private readonly IReadOnlyList<SimulatedInstrument> _universe;
    private readonly long[] _shiftBps;
    private readonly StringBuilder _text = new();
    private DateTimeOffset _now;

    public CoarseMarket(ulong seed, IReadOnlyList<SimulatedInstrument> universe, DateTimeOffset start)
    {
        _random = new SeededRandom(seed);
        _universe = universe;
        _prices = new Fundamentals(universe.SelectMany(item => new[] { item.Base, item.Quote }), VolatilityPercent);
        _shiftBps = new long[universe.Count];
        _now = start;
    }

    /// <summary>Lets whole minutes pass.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        for (var next = _now.AddMinutes(1); next <= time; next = _now.AddMinutes(1))
        {
            _now = next;
            _prices.Step(_random, GrainsPerMinute);
        }
    }

    /// <summary>The true price in dollars.</summary>
    public Exact DollarsOf(Asset asset) => new(_prices[asset.Code], 9);

    public bool Knows(Asset asset) => Fundamentals.Known.Contains(asset.Code, StringComparer.Ordinal);

    /// <summary>From now on one book stands so far from the others; 0 brings it back.</summary>
    public void Shift(int index, long bps) => _shiftBps[index] = bps;

    /// <summary>One book as it stands now, in the form that <see cref="CoarseCodec"/> reads.</summary>
    public byte[] Show(int index)
    {
        var item = _universe[index];
        var tickScale = (Int128)Power(item.PriceDecimals);

        // A venue's opinion is a basis point or two off.
        var micro = 1_000_000 + (_shiftBps[index] * 100) + _random.Between(-150, 150);
        var middle = (long)(_prices[item.Base] * tickScale * 1_000 * micro / 1_000_000 / _prices[item.Quote]);
        var half = Math.Max(500, middle / 20_000);
        _text.Clear().Append("{\"s\":\"").Append(item.VenueSymbol).Append("\",\"b\":[");
        Side((middle - half) / 1_000, -1);
        _text.Append("],\"a\":[");
        Side(((middle + half) / 1_000) + 1, 1);
        return Encoding.UTF8.GetBytes(_text.Append("]}").ToString());

        void Side(long best, int direction)
        {
            var price = best;
            for (var level = 0; level < LevelsPerSide; level++)
            {
                // Between two and eight thousand dollars a level.
                var dollars = _random.Between(2_000, 8_000);
                var lots = Math.Max((long)((Int128)dollars * NanosPerDollar * Power(item.QuantityDecimals) / _prices[item.Base]), 1);
                _text.Append(level == 0 ? "[\"" : ",[\"").Append(Decimal(price, item.PriceDecimals)).Append("\",\"").Append(Decimal(lots, item.QuantityDecimals)).Append("\"]");
                price += direction * Math.Max(1, best * _random.Between(15, 35) / 100_000);
            }
        }
    }

    private static long Power(int decimals)
    {
        var power = 1L;
        for (var i = 0; i < decimals; i++)
            power *= 10;
        return power;
    }

    private static string Decimal(long units, int decimals)
        => new decimal((int)(units & 0xFFFFFFFF), (int)(units >> 32), 0, isNegative: false, (byte)decimals).ToString(CultureInfo.InvariantCulture);
}
