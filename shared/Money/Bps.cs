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

    private const int RateDecimals = 8;

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
    public static Bps From(Exact bps) => InRange(bps.At(Decimals));

    public static Bps From(decimal bps) => From(Exact.FromDecimal(bps));

    public static Bps Parse(string text) => From(Exact.Parse(text));

    /// <summary>part ÷ whole in basis points, rounded as named. The whole must not be zero.</summary>
    /// <exception cref="MoneyOverflowException">The rate is out of range.</exception>
    public static Bps Of(Exact part, Exact whole, Rounding rounding)
        => InRange(part.Divide(whole, RateDecimals, rounding).At(RateDecimals));

    public int CompareTo(Bps other) => RateUnits.CompareTo(other.RateUnits);

    public override string ToString() => Value.ToString();

    private static Bps InRange(Int128 rateUnits)
        => rateUnits > long.MaxValue || rateUnits < long.MinValue
            ? throw new MoneyOverflowException($"{rateUnits} × 10^-8 is out of the range of basis points.")
            : new Bps((long)rateUnits);
}
