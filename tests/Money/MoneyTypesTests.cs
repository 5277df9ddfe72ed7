using System.Numerics;
using System.Text;
using Arbit.Money;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Arbit.Tests.Money;

/// <summary>What the types with a unit promise on top of <see cref="Exact"/>.</summary>
public sealed class MoneyTypesTests(ITestOutputHelper output)
{
    private readonly Support.Property _property = new(output);

    [Fact]
    public void The_cost_of_any_price_and_quantity_is_exact()
        => _property.Check(
            "price × quantity",
            Gen.Zip(MoneyGen.Prices, MoneyGen.Quantities),
            p => Ratio.Of((p.Item1 * p.Item2).Value) == Ratio.Of(p.Item1.Value) * Ratio.Of(p.Item2.Value),
            5_000);

    [Fact]
    public void An_order_on_its_steps_never_overspends()
        => _property.Check(
            "tick and lot",
            Gen.Zip(Gen.Two(MoneyGen.Prices), Gen.Two(MoneyGen.Quantities)),
            x =>
            {
                var ((price, tick), (quantity, lot)) = x;

                // A step far finer than its value needs more digits than a price has: refused, not wrong.
                if (Attempt.At(() => price.ToTick(tick, Rounding.Floor)) is not { } bid || Attempt.At(() => quantity.ToLot(lot)) is not { } size)
                    return tick.Value.Decimals > price.Value.Decimals || lot.Value.Decimals > quantity.Value.Decimals;
                var ask = Attempt.At(() => price.ToTick(tick, Rounding.Ceiling));
                return bid <= price && size <= quantity && bid * size <= price * quantity
                    && (ask is null || ask >= price)
                    && IsMultiple(bid.Value, tick.Value) && IsMultiple(size.Value, lot.Value)
                    && (tick.IsZero ? bid == price : price.Value - bid.Value < tick.Value)
                    && (lot.IsZero ? size == quantity : quantity.Value - size.Value < lot.Value);
            },
            5_000);

    [Fact]
    public void Units_at_a_scale_come_back_or_are_refused()
        => _property.Check(
            "units",
            Gen.Zip(MoneyGen.Prices, Gen.Choose(0, 20), (price, decimals) => (Price: price, Decimals: decimals)),
            x => Attempt.At(() => x.Price.ToUnits(x.Decimals)) is { } units
                ? units >= 0 && Ratio.Of(units, x.Decimals) == Ratio.Of(x.Price.Value)
                    && Quantity.FromUnits(units, x.Decimals).ToUnits(x.Decimals) == units
                : x.Decimals < x.Price.Value.Decimals || Ratio.Of(x.Price.Value).Round(x.Decimals, Rounding.Floor) > long.MaxValue);

    [Fact]
    public void What_a_venue_sends_is_a_price_and_a_quantity_or_neither()
        => _property.Check(
            "try parse",
            MoneyGen.Exacts,
            x =>
            {
                var utf8 = Encoding.UTF8.GetBytes(x.ToString());
                var fits = x.Sign >= 0 && x.Decimals <= 18 && x.Mantissa <= long.MaxValue;
                return Price.TryParse(utf8, out var price) == fits && Quantity.TryParse(utf8, out var quantity) == fits
                    && price.Value == (fits ? x : Exact.Zero) && quantity.Value == price.Value
                    && (Attempt.At(() => new Price(x)) is not null) == fits && (Attempt.At(() => new Quantity(x)) is not null) == fits;
            },
            5_000);

    [Fact]
    public void Quantities_add_and_subtract_exactly_and_never_below_zero()
        => _property.Check(
            "quantities",
            Gen.Two(MoneyGen.Quantities),
            p => IsOf(Attempt.At(() => p.Item1 + p.Item2)?.Value, Ratio.Of(p.Item1.Value) + Ratio.Of(p.Item2.Value))
                && IsOf(Attempt.At(() => p.Item1 - p.Item2)?.Value, Ratio.Of(p.Item1.Value) - Ratio.Of(p.Item2.Value)));

    [Fact]
    public void Any_order_of_deposits_and_withdrawals_comes_to_the_same_amount()
        => _property.Check(
            "sum of amounts",
            Gen.ArrayOf(MoneyGen.Longs, 12).Select(units => units.Select(x => Amount.FromUnits((Int128)x << 40)).ToArray()),
            amounts =>
            {
                var there = amounts.Aggregate(Amount.Zero, (sum, x) => sum + x);
                var otherWay = amounts.OrderBy(x => x).Aggregate(Amount.Zero, (sum, x) => sum + x);
                return there == otherWay
                    && (BigInteger)there.Units == amounts.Aggregate(BigInteger.Zero, (sum, x) => sum + x.Units)
                    && amounts.Aggregate(there, (rest, x) => rest - x) == Amount.Zero;
            });

    [Fact]
    public void Amounts_are_exact_or_the_named_overflow_over_their_whole_range()
        => _property.Check(
            "amounts",
            Gen.Two(MoneyGen.Amounts),
            p => IsAmount(Attempt.At(() => p.Item1 + p.Item2), (BigInteger)p.Item1.Units + p.Item2.Units)
                && IsAmount(Attempt.At(() => p.Item1 - p.Item2), (BigInteger)p.Item1.Units - p.Item2.Units)
                && -(-p.Item1) == p.Item1 && (-p.Item1).Sign == -p.Item1.Sign
                && Amount.Parse(p.Item1.ToString()) == p.Item1 && Amount.From(p.Item1.Value) == p.Item1
                && (p.Item1 < p.Item2) == (p.Item1.Units < p.Item2.Units)
                && Amount.Min(p.Item1, p.Item2) <= Amount.Max(p.Item1, p.Item2),
            5_000);

    [Fact]
    public void An_amount_of_a_finer_value_is_refused_or_rounded_as_named()
        => _property.Check(
            "amount of a value",
            Gen.Zip(MoneyGen.Exacts, MoneyGen.Roundings),
            x => IsAmount(Attempt.At(() => Amount.From(x.Item1, x.Item2)), Ratio.Of(x.Item1).Round(18, x.Item2))
                && (x.Item1.Decimals <= 18 || Attempt.At(() => Amount.From(x.Item1)) is null));

    [Fact]
    public void An_amount_has_no_value_without_a_negative()
    {
        Assert.Throws<MoneyOverflowException>(() => Amount.FromUnits(Int128.MinValue));
        Assert.Throws<MoneyOverflowException>(() => Amount.FromUnits(-Int128.MaxValue) - Amount.FromUnits(1));
    }

    [Fact]
    public void Basis_points_of_a_whole_are_rounded_as_named_whenever_they_have_a_place()
        => _property.Check(
            "bps of",
            MoneyGen.Three(MoneyGen.Exacts, MoneyGen.Exacts.Where(whole => whole.Sign != 0), MoneyGen.Roundings),
            x =>
            {
                var expected = (Ratio.Of(x.A) / Ratio.Of(x.B)).Round(8, x.C);
                return Attempt.At(() => Bps.Of(x.A, x.B, x.C)) is { } bps
                    ? bps.RateUnits == expected
                    : BigInteger.Abs(expected) > long.MaxValue;
            },
            5_000);

    [Fact]
    public void Basis_points_come_back_from_their_text()
        => _property.Check(
            "bps",
            Gen.OneOf(MoneyGen.Longs, Gen.Constant(long.MinValue)),
            units => Bps.Parse(Bps.FromRateUnits(units).ToString()).RateUnits == units);

    [Fact]
    public void Basis_points_that_have_no_place_are_the_named_overflow()
        => _property.Check(
            "bps from",
            MoneyGen.Exacts,
            x => Attempt.At(() => Bps.From(x)) is { } bps
                ? bps.Value == x
                : x.Decimals > 4 || BigInteger.Abs(Ratio.Of(x).Round(4, Rounding.Floor)) > long.MaxValue);

    [Fact]
    public void An_average_price_is_rounded_as_named()
    {
        var cost = (Price.Parse("0.1") * Quantity.Parse("1")) + (Price.Parse("0.2") * Quantity.Parse("2"));
        Assert.Equal("0.16666666", cost.Average(Quantity.Parse("3"), 8, Rounding.Floor).ToString());
        Assert.Equal("0.16666667", cost.Average(Quantity.Parse("3"), 8, Rounding.Ceiling).ToString());
        Assert.Throws<DivideByZeroException>(() => cost.Average(Quantity.Zero, 8, Rounding.Floor));
    }

    private static bool IsMultiple(Exact value, Exact step)
        => step.Sign == 0 || (Ratio.Of(value) / Ratio.Of(step)).Denominator.IsOne;

    private static bool IsOf(Exact? result, Ratio expected)
        => result is { } x
            ? Ratio.Of(x) == expected
            : expected.Numerator.Sign < 0 || expected.CompareTo(Ratio.Of(long.MaxValue, 18)) > 0;

    private static bool IsAmount(Amount? result, BigInteger expected)
        => result is { } x ? x.Units == expected : BigInteger.Abs(expected) > MoneyGen.Max;
}
