namespace Arbit.Money;

/// <summary>
/// What one unit of the base asset costs in the quote asset. Never negative; at most 18 decimals, at most 2^63 − 1 of its last
/// decimal (92,233,720,368.54775807 at the usual eight decimals).
/// </summary>
public readonly record struct Price : IComparable<Price>
{
    /// <exception cref="MoneyOverflowException">The value is outside the range of a price.</exception>
    public Price(Exact value)
    {
        if (value.Sign < 0 || value.Decimals > PowersOfTen.MaxLong || value.Mantissa > long.MaxValue)
            throw new MoneyOverflowException($"{value} is outside the range of a price.");
        Value = value;
    }

    public static Price Zero => default;

    public Exact Value { get; }

    public bool IsZero => Value.Sign == 0;

    public static bool operator <(Price a, Price b) => a.CompareTo(b) < 0;

    public static bool operator >(Price a, Price b) => a.CompareTo(b) > 0;

    public static bool operator <=(Price a, Price b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Price a, Price b) => a.CompareTo(b) >= 0;

    /// <summary>Exact: what a quantity costs at this price, in the quote asset.</summary>
    public static Notional operator *(Price price, Quantity quantity) => new(price.Value * quantity.Value);

    public static Price Parse(string text) => new(Exact.Parse(text));

    /// <summary>Parses UTF-8 digits as a venue sends them; false for anything that is no number in range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Price price)
    {
        price = default;
        if (!Exact.TryParse(utf8, out var value) || value.Sign < 0 || value.Decimals > PowersOfTen.MaxLong || value.Mantissa > long.MaxValue)
            return false;
        price = new Price(value);
        return true;
    }

    /// <summary>From an integer at a scale, as books and venues hold it.</summary>
    public static Price FromUnits(long units, int decimals) => new(new Exact(units, decimals));

    /// <summary>As an integer at a scale that cuts no digit.</summary>
    /// <exception cref="MoneyOverflowException">It has no place at that scale, or a digit would be cut.</exception>
    public long ToUnits(int decimals)
    {
        var units = Value.At(decimals);
        return units > long.MaxValue ? throw new MoneyOverflowException($"{Value} has no place at {decimals} decimals.") : (long)units;
    }

    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();

    /// <summary>On the venue's tick; a buy rounds down and a sell up, so that an order never pays more than was judged.</summary>
    public Price ToTick(Price tick, Rounding rounding) => tick.IsZero ? this : new Price(Value.ToMultipleOf(tick.Value, rounding));
}
