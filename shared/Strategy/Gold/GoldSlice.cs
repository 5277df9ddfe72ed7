using Arbit.Money;
using Arbit.Strategy.Conversions;

namespace Arbit.Strategy.Gold;

/// <summary>The next slice of a large purchase or sale: no more than the depth allows (strategy.md: depth, size, slippage).</summary>
public static class GoldSlice
{
    /// <summary>
    /// On the lot, of the base asset; zero where the book holds too little now, or too little is left for an order.
    /// </summary>
    /// <param name="leg">Prepared, with the levels of the side that is met.</param>
    /// <param name="available">What is left of the asset that is spent.</param>
    /// <param name="rules">The multiple of the five best levels, the share of the depth, the slippage.</param>
    /// <exception cref="MoneyOverflowException">A number has no place in 128 bits.</exception>
    public static Quantity Next(PathLeg leg, Exact available, SizingRules rules)
    {
        var caps = new LegCaps();
        caps.Prepare(leg, rules);
        var affordable = ConversionLeg.PayableAtLimit(leg, available.At(PathLeg.AmountDecimals, Rounding.Floor));
        var quantity = caps.LargestAllowed(affordable, out _);
        if (quantity == 0 || quantity < leg.MinQuantity)
            return Quantity.Zero;
        var notional = leg.Ladder.NotionalOf(quantity, leg.Ladder.LevelOf(quantity));
        return notional < leg.MinNotional ? Quantity.Zero : Quantity.FromUnits(quantity, leg.Ladder.QuantityDecimals);
    }
}
