namespace Arbit.Money;

/// <summary>
/// How much of the base asset. Never negative; at most 18 decimals, at most 2^63 − 1 of its last decimal.
/// </summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <exception cref="MoneyOverflowException">The value is outside the range of a quantity.</exception>
    public Quantity(Exact value)
    {
        if (value.Sign < 0 || value.Decimals > PowersOfTen.MaxLong || value.Mantissa > long.MaxValue)
            throw new MoneyOverflowException($"{value} is outside the range of a quantity.");
        Value = value;
    }

    public static Quantity Zero => default;

    public Exact Value { get; }

    public bool IsZero => Value.Sign == 0;

    public static bool operator <(Quantity a, Quantity b) => a.CompareTo(b) < 0;

    public static bool operator >(Quantity a, Quantity b) => a.CompareTo(b) > 0;

    public static bool operator <=(Quantity a, Quantity b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Quantity a, Quantity b) => a.CompareTo(b) >= 0;

    public static Quantity operator +(Quantity a, Quantity b) => new(a.Value + b.Value);

    /// <exception cref="MoneyOverflowException">The result would be negative.</exception>
    public static Quantity operator -(Quantity a, Quantity b) => new(a.Value - b.Value);

    public static Quantity Parse(string text) => new(Exact.Parse(text));

    /// <summary>Parses UTF-8 digits as a venue sends them; false for anything that is no number in range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Quantity quantity)
    {
        quantity = default;
        if (!Exact.TryParse(utf8, out var value) || value.Sign < 0 || value.Decimals > PowersOfTen.MaxLong || value.Mantissa > long.MaxValue)
            return false;
        quantity = new Quantity(value);
        return true;
    }

    /// <summary>From an integer at a scale, as books and venues hold it.</summary>
    public static Quantity FromUnits(long units, int decimals) => new(new Exact(units, decimals));

    /// <summary>As an integer at a scale that cuts no digit.</summary>
    /// <exception cref="MoneyOverflowException">It has no place at that scale, or a digit would be cut.</exception>
    public long ToUnits(int decimals)
    {
        var units = Value.At(decimals);
        return units > long.MaxValue ? throw new MoneyOverflowException($"{Value} has no place at {decimals} decimals.") : (long)units;
    }

    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();

    /// <summary>Down to the venue's lot: an order never asks for more than is there.</summary>
    public Quantity ToLot(Quantity lot) => lot.IsZero ? this : new Quantity(Value.ToMultipleOf(lot.Value, Rounding.Floor));
}
