namespace Arbit.Tests.Detection.Oracle;

/// <summary>Cases that press on every rule: coarse and fine steps, thin and thick levels, caps and balances that bind.</summary>
internal sealed class CaseGenerator(Random random, int lotsPerSize = 400, string? feeIn = null)
{
    private static readonly (string Base, string Quote)[] Markets =
    [
        ("BTC", "USDT"), ("ETH", "USDT"), ("ETH", "BTC"), ("BTC", "USDC"), ("BTC", "USD"), ("ETH", "USDC"),
        ("USDC", "USDT"), ("SHIB", "USDT"), ("SHIB", "BTC"), ("USDC", "USD"), ("USDT", "USD"), ("ETH", "SHIB"),
    ];

    private static readonly string[] Venues = ["binance", "kraken", "kucoin"];

    private readonly Dictionary<string, decimal> _worth = new(StringComparer.Ordinal)
    {
        ["USD"] = 1m,
        ["USDT"] = 0.9993m,
        ["USDC"] = 1.0002m,
        ["BTC"] = 97_123.4m,
        ["ETH"] = 3_411.7m,
        ["SHIB"] = 0.00000973m,
        ["BNB"] = 641.17m,
    };

    private decimal _notional;

    public JudgedCase Next()
    {
        _notional = Pick(20m, 77.7m, 200m, 1_000m, 5_000m);
        var instruments = new List<JudgedInstrument>();
        foreach (var venue in Venues.Take(random.Next(1, 4)))
        {
            var fee = Pick(0m, 0m, 1m, 2.5m, 7.5m, 10m, 26m, 30m);
            var inQuote = random.Next(3) == 0;
            foreach (var (asset, quote) in Markets)
            {
                if (random.Next(2) == 0)
                    instruments.Add(Instrument(venue, asset, quote, fee, inQuote));
            }

            if (feeIn is null || random.Next(4) == 0)
                continue;
            for (var i = instruments.FindIndex(instrument => instrument.Venue == venue); i >= 0 && i < instruments.Count; i++)
                instruments[i] = instruments[i] with { FeeIn = feeIn };
            foreach (var quote in new[] { "USDT", "USDC", "USD", "BTC" })
            {
                if (random.Next(8) != 0)
                    instruments.Add(Instrument(venue, feeIn, quote, fee, inQuote) with { FeeIn = feeIn });
            }
        }

        var balances = from venue in Venues
                       from asset in _worth.Keys
                       where random.Next(8) != 0
                       select KeyValuePair.Create((venue, asset), Digits(_notional / _worth[asset] * Pick(0.1m, 0.7m, 1m, 3m, 50m, 50m, 50m), 6));
        return new JudgedCase(
            Pick(0m, 0m, 1m, 5m, 10m, 50m),
            _notional,
            500,
            Basis(),
            new Dictionary<(string, string), decimal>(balances),
            instruments);
    }

    private Dictionary<(string, string), decimal> Basis()
    {
        var basis = new Dictionary<(string, string), decimal>();
        foreach (var (from, to) in new[] { ("USDT", "USDC"), ("USDC", "USD"), ("USD", "USDT") })
        {
            if (random.Next(4) == 0)
                continue;
            var turned = random.Next(2) == 0;
            basis[turned ? (to, from) : (from, to)] = decimal.Round((turned ? _worth[to] / _worth[from] : _worth[from] / _worth[to]) * (1m + (random.Next(-30, 31) / 100_000m)), random.Next(3, 7));
        }

        return basis;
    }

    private JudgedInstrument Instrument(string venue, string asset, string quote, decimal fee, bool inQuote)
    {
        var fair = _worth[asset] / _worth[quote] * (1m + (random.Next(-120, 121) / 20_000m));
        var decimals = Math.Max(0, Pick(4, 5, 6, 7) - Magnitude(fair));
        decimals = Math.Min(decimals, 12);
        var step = Power(-decimals);
        var tick = step * Pick(1m, 1m, 1m, 5m, 25m);
        var size = _notional / _worth[asset];
        var lot = Digits(size / Pick(3, 10, 40, lotsPerSize / 2, lotsPerSize), 1);
        var spread = fair * random.Next(0, 8) / 100_000m;
        return new JudgedInstrument(
            venue,
            asset,
            quote,
            tick,
            lot,
            random.Next(3) == 0 ? lot * random.Next(1, 12) : 0m,
            random.Next(3) == 0 ? Digits(_notional / _worth[quote] / Pick(1.2m, 3m, 20m), 3) : 0m,
            fee,
            inQuote,
            Levels(fair - spread, -1, step, size, lot),
            Levels(fair + spread + step, 1, step, size, lot),
            random.Next(25) == 0 ? 501 : random.Next(0, 501));
    }

    private (decimal Price, decimal Quantity)[] Levels(decimal best, int direction, decimal step, decimal size, decimal lot)
    {
        if (random.Next(40) == 0)
            return [];
        var levels = new List<(decimal, decimal)>();
        var price = direction < 0 ? Math.Floor(best / step) * step : Math.Ceiling(best / step) * step;
        var thickness = Pick(0.05m, 0.3m, 1m, 4m, 20m);
        var spacing = Pick(0, 1, 3, 20, 60);
        for (var count = random.Next(1, 13); count > 0 && price > 0; count--)
        {
            var quantity = Digits(size * thickness * random.Next(1, 200) / 100m, random.Next(1, 7));
            levels.Add((price, random.Next(4) == 0 ? Math.Max(lot, Math.Round(quantity / lot) * lot) : quantity));
            price += direction * Math.Max(step, Math.Floor(best * random.Next(0, spacing + 1) / 100_000m / step) * step);
        }

        return [.. levels];
    }

    private T Pick<T>(params ReadOnlySpan<T> from) => from[random.Next(from.Length)];

    /// <summary>The value cut to so many digits that count, never to zero.</summary>
    private static decimal Digits(decimal value, int digits)
    {
        var unit = Power(Magnitude(value) - digits + 1);
        unit = Math.Max(unit, 0.000000000001m);
        return Math.Max(unit, Math.Floor(value / unit) * unit);
    }

    private static int Magnitude(decimal value)
    {
        var magnitude = 0;
        for (; value >= 10m; value /= 10m)
            magnitude++;
        for (; value < 1m; value *= 10m)
            magnitude--;
        return magnitude;
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--)
            power *= 10m;
        for (; exponent < 0; exponent++)
            power /= 10m;
        return power;
    }
}
