using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>The measured basis that turns one dollar into another: multiplied and divided by whole numbers, rounded down.</summary>
public readonly record struct Conversion(long Multiplier, long Divisor)
{
    public static Conversion None { get; } = new(1, 1);

    public bool IsNone => Multiplier == Divisor;

    /// <summary>The price of one unit of the asset converted, in the other.</summary>
    public static Conversion By(Price price) => Reduced(price.Value, inverse: false);

    /// <summary>The price of one unit of the other asset, in the one converted.</summary>
    public static Conversion ByInverse(Price price) => Reduced(price.Value, inverse: true);

    public Int128 Apply(Int128 amount) => IsNone ? amount : WideMath.MultiplyDivide(amount, Multiplier, Divisor);

    private static Conversion Reduced(Exact price, bool inverse)
    {
        if (price.Sign <= 0)
            throw new ArgumentOutOfRangeException(nameof(price), "A rate is more than zero.");
        var mantissa = (long)price.Mantissa;
        var unit = PowersOfTen.Long(price.Decimals);
        return inverse ? new Conversion(unit, mantissa) : new Conversion(mantissa, unit);
    }
}
