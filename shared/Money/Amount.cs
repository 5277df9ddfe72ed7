namespace Arbit.Money;

/// <summary>
/// How much of some asset stands at a place: what the ledger counts in. A 128-bit number of 10^-18, signed (a difference may be
/// negative; a balance never is): ±(2^127 − 1) of them, 1.7 × 10^20, and no sum of it ever rounds.
/// </summary>
public readonly record struct Amount : IComparable<Amount>
{
    public const int Decimals = 18;

    private Amount(Int128 units)
    {
        // The one number without a negative: its sign change would wrap.
        if (units == Int128.MinValue)
            throw new MoneyOverflowException("An amount left the range of 128 bits.");
        Units = units;
    }

    public static Amount Zero => default;

    /// <summary>The amount as a whole number of 10^-18.</summary>
    public Int128 Units { get; }

    public int Sign => Int128.Sign(Units);

    public Exact Value => new(Units, Decimals);

    public static Amount operator +(Amount a, Amount b) => new(WideMath.Add(a.Units, b.Units));

    public static Amount operator -(Amount a, Amount b) => new(WideMath.Add(a.Units, -b.Units));

    public static Amount operator -(Amount a) => new(-a.Units);

    public static bool operator <(Amount a, Amount b) => a.Units < b.Units;

    public static bool operator >(Amount a, Amount b) => a.Units > b.Units;

    public static bool operator <=(Amount a, Amount b) => a.Units <= b.Units;

    public static bool operator >=(Amount a, Amount b) => a.Units >= b.Units;

    /// <exception cref="MoneyOverflowException">The units are −2^127.</exception>
    public static Amount FromUnits(Int128 units) => new(units);

    /// <exception cref="MoneyOverflowException">It needs more than 18 decimals, or is out of range.</exception>
    public static Amount From(Exact value) => new(value.At(Decimals));

    /// <summary>Rounded as named where the value has more than 18 decimals.</summary>
    public static Amount From(Exact value, Rounding rounding) => new(value.At(Decimals, rounding));

    public static Amount From(Quantity quantity) => From(quantity.Value);

    public static Amount From(Notional notional) => From(notional.Value);

    public static Amount Parse(string text) => From(Exact.Parse(text));

    public static Amount Min(Amount a, Amount b) => a.Units <= b.Units ? a : b;

    public static Amount Max(Amount a, Amount b) => a.Units >= b.Units ? a : b;

    public int CompareTo(Amount other) => Units.CompareTo(other.Units);

    public override string ToString() => Value.ToString();
}
