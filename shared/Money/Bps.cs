namespace Arbit.Money;

/// <summary>
/// Basis points: hundredths of a percent, kept to a ten-thousandth of one (so a rate is a whole number of 10^-8). Signed;
/// ±9.2 × 10^14 basis points.
/// </summary>
public readonly record struct Bps : IComparable<Bps>
{
    /// <summary>Decimals that a basis point is kept to.</summary>
    public const int Decimals = 4;

    /// <summary>One, in the units that <see cref="RateUnits"/> counts in.</summary>
    public const long OneInRateUnits = 100_000_000;

    private Bps(long rateUnits) => RateUnits = rateUnits;

    /// <summary>The rate as a whole number of 10^-8: 10 bps are 100,000.</summary>
    public long RateUnits { get; }

    public Exact Value => new(RateUnits, Decimals);

    public static bool operator <(Bps a, Bps b) => a.RateUnits < b.RateUnits;

    public static bool operator >(Bps a, Bps b) => a.RateUnits > b.RateUnits;

    public static bool operator <=(Bps a, Bps b) => a.RateUnits <= b.RateUnits;

    public static bool operator >=(Bps a, Bps b) => a.RateUnits >= b.RateUnits;

    public static Bps FromRateUnits(long units) => new(units);

    /// <exception cref="MoneyOverflowException">Finer than a ten-thousandth of a basis point, or out of range.</exception>
    public static Bps From(Exact bps)
    {
        var units = bps.At(Decimals);
        return Int128.Abs(units) > long.MaxValue ? throw new MoneyOverflowException($"{bps} bps are out of range.") : new Bps((long)units);
    }

    public static Bps From(decimal bps) => From(Exact.FromDecimal(bps));

    public static Bps Parse(string text) => From(Exact.Parse(text));

    /// <summary>part ÷ whole in basis points, rounded as named. The whole must not be zero.</summary>
    public static Bps Of(Exact part, Exact whole, Rounding rounding)
        => From((part * new Exact(10_000, 0)).Divide(whole, Decimals, rounding));

    public int CompareTo(Bps other) => RateUnits.CompareTo(other.RateUnits);

    public override string ToString() => Value.ToString();
}
