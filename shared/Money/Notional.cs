namespace Arbit.Money;

/// <summary>
/// Price × quantity: an amount of the quote asset, signed where it is a difference. 128 bits wide, at most 36 decimals, so that
/// the product of any price and quantity in range is exact.
/// </summary>
public readonly record struct Notional(Exact Value) : IComparable<Notional>
{
    public static Notional Zero => default;

    public static Notional operator +(Notional a, Notional b) => new(a.Value + b.Value);

    public static Notional operator -(Notional a, Notional b) => new(a.Value - b.Value);

    public static bool operator <(Notional a, Notional b) => a.CompareTo(b) < 0;

    public static bool operator >(Notional a, Notional b) => a.CompareTo(b) > 0;

    public static bool operator <=(Notional a, Notional b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Notional a, Notional b) => a.CompareTo(b) >= 0;

    public static Notional Parse(string text) => new(Exact.Parse(text));

    /// <summary>The volume-weighted price of a quantity that cost this much.</summary>
    public Price Average(Quantity quantity, int decimals, Rounding rounding) => new(Value.Divide(quantity.Value, decimals, rounding));

    public int CompareTo(Notional other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
