using System.Numerics;
using Arbit.Money;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Arbit.Tests.Money;

public sealed class RoundingTests(ITestOutputHelper output)
{
    private readonly Support.Property _property = new(output);

    /// <summary>Dividends and divisors, in half of the cases an odd number of halves.</summary>
    private static Gen<(Int128 A, Int128 B)> Divisions { get; } = Gen.OneOf(
        Gen.Zip(MoneyGen.Int128s, MoneyGen.Int128s, (a, b) => (a, b)),
        Gen.Zip(MoneyGen.Longs, Gen.Choose(-1_000_001, 1_000_001), (half, odd) => ((Int128)half * ((odd * 2) + 1), (Int128)half * 2)))
        .Where(p => p.Item2 != 0);

    private static Gen<(Exact A, Exact B, int Decimals, Rounding Rounding)> Quotients { get; }
        = from mantissas in Divisions
          from a in MoneyGen.Decimals
          from b in MoneyGen.Decimals
          from decimals in MoneyGen.Decimals
          from rounding in MoneyGen.Roundings
          where mantissas.A != Int128.MinValue && mantissas.B != Int128.MinValue
          select (new Exact(mantissas.A, a), new Exact(mantissas.B, b), decimals, rounding);

    [Theory]
    [InlineData(7, 2, 3, 4, 4)]
    [InlineData(5, 2, 2, 3, 2)]
    [InlineData(-5, 2, -3, -2, -2)]
    [InlineData(5, -2, -3, -2, -2)]
    [InlineData(-7, -2, 3, 4, 4)]
    [InlineData(-7, 2, -4, -3, -4)]
    [InlineData(1, 3, 0, 1, 0)]
    [InlineData(-1, 3, -1, 0, 0)]
    [InlineData(2, -3, -1, 0, -1)]
    [InlineData(-6, 3, -2, -2, -2)]
    public void Divides_by_the_sign_of_the_result(int a, int b, int floor, int ceiling, int halfEven)
    {
        Assert.Equal(floor, WideMath.Divide(a, b, Rounding.Floor));
        Assert.Equal(ceiling, WideMath.Divide(a, b, Rounding.Ceiling));
        Assert.Equal(halfEven, WideMath.Divide(a, b, Rounding.HalfEven));
    }

    [Fact]
    public void Divides_all_128_bits()
        => _property.Check(
            "a / b",
            Gen.Zip(Divisions, MoneyGen.Roundings, (p, rounding) => (p.A, p.B, Rounding: rounding)),
            x => Is(Attempt.At(() => WideMath.Divide(x.A, x.B, x.Rounding)), new Ratio(x.A, x.B).Round(0, x.Rounding)),
            10_000);

    [Fact]
    public void Adds_and_multiplies_all_128_bits()
        => _property.Check(
            "a + b, a * b",
            Gen.Zip(MoneyGen.Int128s, MoneyGen.Int128s, (a, b) => (A: a, B: b)),
            x => Is(Attempt.At(() => WideMath.Add(x.A, x.B)), (BigInteger)x.A + x.B)
                && Is(Attempt.At(() => WideMath.Multiply(x.A, x.B)), (BigInteger)x.A * x.B),
            10_000);

    [Fact]
    public void A_product_is_divided_whole_and_refused_where_it_is_negative()
        => _property.Check(
            "a * b / c",
            MoneyGen.Three(MoneyGen.Int128s, MoneyGen.Longs, MoneyGen.PositiveLongs.Where(divisor => divisor > 0)),
            x => Attempt.At(() => WideMath.MultiplyDivide(x.A, x.B, x.C)) is { } quotient
                ? quotient == new Ratio((BigInteger)x.A * x.B, x.C).Round(0, Rounding.Floor)
                : x.A < 0 || x.B < 0 || (BigInteger)x.A * x.B / x.C > MoneyGen.Max,
            10_000);

    [Fact]
    public void Rescales_all_128_bits()
        => _property.Check(
            "rescale",
            MoneyGen.Three(MoneyGen.Int128s, Gen.Zip(Gen.Choose(0, 80), Gen.Choose(0, 80)), MoneyGen.Roundings),
            x => Is(
                Attempt.At(() => WideMath.Rescale(x.A, x.B.Item1, x.B.Item2, x.C)),
                Ratio.Of(x.A, x.B.Item1).Round(x.B.Item2, x.C)),
            10_000);

    [Fact]
    public void A_quotient_is_rounded_as_named_whenever_it_has_a_place()
        => _property.Check(
            "divide",
            Quotients,
            x =>
            {
                var expected = (Ratio.Of(x.A) / Ratio.Of(x.B)).Round(x.Decimals, x.Rounding);
                return Attempt.At(() => x.A.Divide(x.B, x.Decimals, x.Rounding)) is { } quotient
                    ? Ratio.Of(quotient) == Ratio.Of(expected, x.Decimals)
                    : BigInteger.Abs(expected) > MoneyGen.Max;
            },
            20_000);

    [Fact]
    public void A_long_dividend_still_divides()
    {
        // A hundred with the 36 decimals of a price and a quantity of 18 each fills 128 bits: ten digits more on top of it would
        // leave them, the quotient is nowhere near.
        var cost = Exact.Parse("99.999999999999999999000000000000000001");
        Assert.Equal("1.9999999999", cost.Divide(Exact.Parse("50"), 10, Rounding.Floor).ToString());
        Assert.Equal("2", cost.Divide(Exact.Parse("50"), 10, Rounding.Ceiling).ToString());
        Assert.Equal("0", Exact.Parse("1e-36").Divide(Exact.Parse("1e30"), 0, Rounding.Floor).ToString());
        Assert.Equal("1", Exact.Parse("1e-36").Divide(Exact.Parse("1e30"), 0, Rounding.Ceiling).ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("1e38")]
    public void Nothing_is_divided_by_zero(string dividend)
        => Assert.Throws<DivideByZeroException>(() => Exact.Parse(dividend).Divide(Exact.Zero, 36, Rounding.Floor));

    [Fact]
    public void A_cut_is_rounded_as_named()
        => _property.Check(
            "round",
            MoneyGen.Three(MoneyGen.Exacts, MoneyGen.Decimals, MoneyGen.Roundings),
            x => Ratio.Of(x.A.Round(x.B, x.C)) == Ratio.Of(Ratio.Of(x.A).Round(x.B, x.C), x.B),
            5_000);

    [Fact]
    public void A_cut_agrees_with_decimal()
        => _property.Check(
            "round as decimal",
            Gen.Zip(MoneyGen.SmallDecimals, Gen.Choose(0, 9)),
            x => Exact.FromDecimal(x.Item1).Round(x.Item2, Rounding.Floor).ToDecimal() == decimal.Round(x.Item1, x.Item2, MidpointRounding.ToNegativeInfinity)
                && Exact.FromDecimal(x.Item1).Round(x.Item2, Rounding.Ceiling).ToDecimal() == decimal.Round(x.Item1, x.Item2, MidpointRounding.ToPositiveInfinity)
                && Exact.FromDecimal(x.Item1).Round(x.Item2, Rounding.HalfEven).ToDecimal() == decimal.Round(x.Item1, x.Item2, MidpointRounding.ToEven));

    [Fact]
    public void A_scale_that_would_cut_a_digit_is_refused()
        => _property.Check(
            "at",
            Gen.Zip(MoneyGen.Exacts, Gen.Choose(-2, 40), (x, decimals) => (X: x, Decimals: decimals)),
            p => Attempt.At(() => p.X.At(p.Decimals)) is { } units
                ? Ratio.Of(units, p.Decimals) == Ratio.Of(p.X)
                : p.Decimals < p.X.Decimals || BigInteger.Abs(p.X.Mantissa) * BigInteger.Pow(10, p.Decimals - p.X.Decimals) > MoneyGen.Max,
            5_000);

    [Fact]
    public void A_multiple_of_a_step_is_the_nearest_in_the_direction_named()
        => _property.Check(
            "multiple",
            MoneyGen.Three(MoneyGen.Exacts, MoneyGen.Exacts.Where(step => step.Sign > 0), MoneyGen.Roundings),
            x =>
            {
                var (value, step, rounding) = x;
                var expected = Ratio.Of((Ratio.Of(value) / Ratio.Of(step)).Round(0, rounding), 0) * Ratio.Of(step);
                var common = Math.Max(value.Decimals, step.Decimals);
                BigInteger[] parts = [.. new[] { Ratio.Of(value), Ratio.Of(step), expected }.Select(part => part.Round(common, Rounding.Floor))];
                return Attempt.At(() => value.ToMultipleOf(step, rounding)) is { } multiple
                    ? Ratio.Of(multiple) == expected
                    : parts.Any(part => BigInteger.Abs(part) > MoneyGen.Max);
            },
            5_000);

    [Theory]
    [InlineData("0")]
    [InlineData("-0.01")]
    public void A_step_is_positive(string step)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Exact.One.ToMultipleOf(Exact.Parse(step), Rounding.Floor));

    private static bool Is(Int128? result, BigInteger expected)
        => result is { } x ? x == expected : expected > Int128.MaxValue || expected < Int128.MinValue;
}
