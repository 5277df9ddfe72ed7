using System.Numerics;
using Arbit.Money;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Arbit.Tests.Money;

public sealed class ExactArithmeticTests(ITestOutputHelper output)
{
    private readonly Support.Property _property = new(output);

    /// <summary>Two values, in half of the cases equal or next to each other, at the same or at another scale.</summary>
    private static Gen<(Exact A, Exact B)> Pairs { get; } = Gen.OneOf(
        Gen.Zip(MoneyGen.Exacts, MoneyGen.Exacts, (a, b) => (a, b)),
        MoneyGen.Three(MoneyGen.Longs, Gen.Choose(0, 18), Gen.Choose(-1, 1)).SelectMany(near => Gen.Zip(
            Gen.Choose(0, 18),
            Gen.Elements(1, -1),
            (shift, sign) => (new Exact(near.A, near.B), new Exact(sign * ((near.A * PowersOfTen.Wide(shift)) + near.C), near.B + shift)))));

    [Fact]
    public void A_sum_is_exact_or_the_named_overflow()
        => _property.Check("a + b", Pairs, p => IsSum(Attempt.At(() => p.A + p.B), p.A, p.B), 5_000);

    [Fact]
    public void A_difference_is_exact_or_the_named_overflow()
        => _property.Check("a - b", Pairs, p => IsSum(Attempt.At(() => p.A - p.B), p.A, -p.B), 5_000);

    [Fact]
    public void A_negation_is_exact_and_has_no_exception()
        => _property.Check("-a", MoneyGen.Exacts, a => Ratio.Of(-a) + Ratio.Of(a) == Ratio.Of(0, 0) && -(-a) == a && (-a).Sign == -a.Sign);

    [Fact]
    public void A_product_is_exact_or_the_named_overflow()
        => _property.Check(
            "a * b",
            Pairs,
            p =>
            {
                var product = Attempt.At(() => p.A * p.B);
                var exact = Ratio.Of(p.A) * Ratio.Of(p.B);
                return product is { } x
                    ? Ratio.Of(x) == exact
                    : !Fits((BigInteger)p.A.Mantissa * p.B.Mantissa) || !(exact * Ratio.Of(1, -Exact.MaxDecimals)).Denominator.IsOne;
            },
            5_000);

    [Fact]
    public void Agrees_with_decimal_where_that_is_exact()
        => _property.Check(
            "decimal",
            Gen.Two(MoneyGen.SmallDecimals),
            p =>
            {
                var (a, b) = (Exact.FromDecimal(p.Item1), Exact.FromDecimal(p.Item2));
                return (a + b).ToDecimal() == p.Item1 + p.Item2
                    && (a - b).ToDecimal() == p.Item1 - p.Item2
                    && (a * b).ToDecimal() == p.Item1 * p.Item2
                    && Math.Sign(a.CompareTo(b)) == Math.Sign(p.Item1.CompareTo(p.Item2))
                    && a.ToString() == Exact.Parse(p.Item1.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToString();
            });

    [Fact]
    public void Order_is_the_order_of_the_values_at_any_distance_of_scales()
        => _property.Check(
            "compare",
            Pairs,
            p =>
            {
                var order = Math.Sign(Ratio.Of(p.A).CompareTo(Ratio.Of(p.B)));
                return Math.Sign(p.A.CompareTo(p.B)) == order && Math.Sign(p.B.CompareTo(p.A)) == -order
                    && (p.A < p.B) == (order < 0) && (p.A > p.B) == (order > 0)
                    && (p.A <= p.B) == (order <= 0) && (p.A >= p.B) == (order >= 0)
                    && (p.A == p.B) == (order == 0) && (p.A != p.B) == (order != 0)
                    && p.A.Equals((object)p.B) == (order == 0)
                    && (order != 0 || p.A.GetHashCode() == p.B.GetHashCode());
            },
            10_000);

    [Fact]
    public void Order_holds_at_the_last_value_that_has_a_place_at_the_finer_scale()
        => Assert.All(Enumerable.Range(1, Exact.MaxDecimals), decimals =>
        {
            var (cut, whole) = (new Exact(MoneyGen.Max / PowersOfTen.Wide(decimals), 0), new Exact(MoneyGen.Max, decimals));
            Assert.True(cut < whole && whole < cut + Exact.One && -whole < -cut, $"{cut} and {whole}");
        });

    [Fact]
    public void Every_decimal_goes_in_and_comes_out()
        => _property.Check(
            "decimal(exact(d)) = d",
            Gen.Zip(MoneyGen.Int128s, Gen.Choose(0, 28), (bits, scale) => new decimal((int)bits, (int)(bits >> 32), (int)(bits >> 64), bits < 0, (byte)scale)),
            d => Exact.FromDecimal(d).ToDecimal() == d);

    [Fact]
    public void A_decimal_that_cannot_hold_the_value_is_refused_and_never_rounded()
        => _property.Check(
            "decimal(exact) is exact",
            MoneyGen.Exacts,
            x => Attempt.At(() => x.ToDecimal()) is { } d
                ? Ratio.Of(Exact.FromDecimal(d)) == Ratio.Of(x)
                : x.Decimals > 28 || BigInteger.Abs(x.Mantissa) >= BigInteger.One << 96,
            5_000);

    [Fact]
    public void The_range_is_symmetric_so_that_no_negation_wraps()
    {
        Assert.Throws<MoneyOverflowException>(() => new Exact(Int128.MinValue, 0));
        Assert.Throws<MoneyOverflowException>(() => new Exact(-Int128.MaxValue, 3) - new Exact(1, 3));
        Assert.Equal(new Exact(Int128.MaxValue, 3), -new Exact(-Int128.MaxValue, 3));
    }

    [Fact]
    public void More_decimals_than_are_kept_are_refused_unless_they_are_zeros()
    {
        Assert.Throws<MoneyOverflowException>(() => new Exact(1, 37));
        Assert.Throws<MoneyOverflowException>(() => new Exact(1, -1));
        Assert.Equal(new Exact(1, 36), new Exact(100, 38));
    }

    private static bool IsSum(Exact? sum, Exact a, Exact b)
    {
        var decimals = Math.Max(a.Decimals, b.Decimals);
        var (left, right) = (Ratio.Of(a).Round(decimals, Rounding.Floor), Ratio.Of(b).Round(decimals, Rounding.Floor));
        return sum is { } x
            ? Ratio.Of(x) == Ratio.Of(a) + Ratio.Of(b)
            : !Fits(left) || !Fits(right) || !Fits(left + right);
    }

    private static bool Fits(BigInteger mantissa) => BigInteger.Abs(mantissa) <= MoneyGen.Max;
}
