using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Strategy;

/// <summary>A ladder's sums and a leg's amounts, against fractions without bounds.</summary>
public sealed class PathLegTests(ITestOutputHelper output)
{
    [Fact]
    public void Amounts_are_those_of_exact_fractions()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random(unchecked((int)Seeds.Current));
        for (var i = 0; i < 5_000; i++)
            Check(random, i);
    }

    [Fact]
    public void A_fee_of_eighteen_decimals_of_price_and_quantity_is_kept_whole()
    {
        var leg = Leg(Side.Sell, 10, 8, feeUnits: 1, FeeAsset.Received, [(1, 100_000_001)]);

        Assert.Equal((Int128)100_000_001 * 99_999_999, leg.Received(100_000_001, 100_000_001));
    }

    private static void Check(Random random, int i)
    {
        var (priceDecimals, quantityDecimals) = (random.Next(4, 11), random.Next(3, 9));
        var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var feeUnits = random.Next(0, 300_001);
        var paidIn = random.Next(2) == 0 ? FeeAsset.Received : FeeAsset.Quote;
        var levels = new List<(long Price, long Quantity)>();
        var price = random.NextInt64(1_000, 1_000_000_000);
        for (var n = random.Next(1, 9); n > 0 && price > 0; n--)
        {
            levels.Add((price, random.NextInt64(1, 1_000_000)));
            price += (side == Side.Buy ? 1 : -1) * random.NextInt64(1, 500);
        }

        var leg = Leg(side, priceDecimals, quantityDecimals, feeUnits, paidIn, [.. levels]);
        var quantity = random.NextInt64(1, levels.Sum(level => level.Quantity) + 1);
        var notional = Notional(levels, quantity);
        var name = $"{i}: {side} {quantity} of {string.Join(", ", levels)}, {priceDecimals}+{quantityDecimals} decimals, fee {feeUnits} {paidIn} [{Seeds.Variable}={Seeds.Current}]";

        var level = leg.Ladder.LevelOf(quantity);
        var fee = new Ratio(feeUnits, 100_000_000);
        var onTop = side == Side.Buy && paidIn == FeeAsset.Quote;
        var exactNotional = Ratio.Of(notional, priceDecimals + quantityDecimals);
        var exactBase = Ratio.Of(quantity, quantityDecimals);
        var spent = onTop ? exactNotional + (exactNotional * fee) : exactNotional;
        var gross = side == Side.Buy ? exactBase : exactNotional;
        var received = onTop ? gross : gross - (gross * fee);
        Assert.True(leg.Ladder.NotionalOf(quantity, level) == notional, name);
        Assert.True(leg.Spent(quantity, notional) == (side == Side.Buy ? spent : exactBase).Round(PathLeg.AmountDecimals, Rounding.Ceiling), name);
        Assert.True(leg.Received(quantity, notional) == received.Round(PathLeg.AmountDecimals, Rounding.Floor), name);
        Assert.True(leg.Fee(quantity, notional) == (onTop ? exactNotional * fee : gross * fee).Round(PathLeg.AmountDecimals, Rounding.Ceiling), name);
        CheckAffordable(leg, levels, quantity, notional, name);
    }

    private static void CheckAffordable(PathLeg leg, List<(long Price, long Quantity)> levels, long quantity, Int128 notional, string name)
    {
        // What a quantity spends pays for it; a hair less does not.
        var spent = leg.Spent(quantity, notional);
        Assert.True(leg.Affordable(spent) >= quantity, name);
        Assert.True(leg.Affordable(spent - 1) < quantity, name);
        var affordable = leg.Affordable(spent + 12_345);
        Assert.True(affordable <= levels.Sum(level => level.Quantity) || leg.Side == Side.Sell, name);
    }

    private static Int128 Notional(List<(long Price, long Quantity)> levels, long quantity)
    {
        Int128 notional = 0;
        foreach (var (price, available) in levels)
        {
            var taken = Math.Min(quantity, available);
            notional += (Int128)price * taken;
            quantity -= taken;
        }

        return notional;
    }

    private static PathLeg Leg(Side side, int priceDecimals, int quantityDecimals, long feeUnits, FeeAsset paidIn, (long Price, long Quantity)[] levels)
    {
        var fee = Bps.FromRateUnits(feeUnits);
        var instrument = new Instrument(new Venue("kraken"), Symbol.Parse("BTC/USDT"), "X", Price.Zero, Quantity.Zero, Quantity.Zero, new Notional(Exact.Zero), new FeeSchedule(fee, fee, paidIn));
        var leg = new PathLeg(instrument, side);
        leg.Ladder.Clear(priceDecimals, quantityDecimals);
        foreach (var (price, quantity) in levels)
            leg.Ladder.Add(price, quantity);
        leg.Prepare(instrument);
        return leg;
    }
}
