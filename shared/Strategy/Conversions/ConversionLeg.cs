using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Conversions;

/// <summary>One pair in one direction, ready to price any amount.</summary>
internal sealed class ConversionLeg
{
    private readonly PathLeg _leg;

    /// <exception cref="MoneyOverflowException">A level or a step has no place at one scale.</exception>
    public ConversionLeg(ConversionMarket market, Side side, ConversionRules rules)
    {
        var instrument = market.Instrument;

        // A fee that is paid beside the trade costs as much as one that is taken out of it: so routes are compared by what they cost.
        if (instrument.Fees.PaidIn == FeeAsset.Other)
            instrument = instrument with { Fees = instrument.Fees with { PaidIn = FeeAsset.Received, OtherAsset = null } };
        Symbol = instrument.Symbol;
        Side = side;
        _leg = new PathLeg(instrument, side);
        var levels = Within(side == Side.Buy ? market.Asks : market.Bids, side, rules.MaxSlippage);
        var prices = levels.Select(level => level.Price.Value.Decimals).Append(instrument.Tick.Value.Decimals).Max();
        var quantities = levels.Select(level => level.Quantity.Value.Decimals).Append(instrument.Lot.Value.Decimals).Max();
        _leg.Ladder.Clear(prices, quantities);
        foreach (var (price, quantity) in levels)
            _leg.Ladder.Add(price.ToUnits(prices), quantity.ToUnits(quantities));
        _leg.Prepare(instrument);
    }

    public Symbol Symbol { get; }

    public Side Side { get; }

    public Asset From => _leg.Spends;

    public Asset To => _leg.Receives;

    /// <summary>The order that an amount (in 10^-26) comes to; null with the reason where it is none.</summary>
    /// <exception cref="MoneyOverflowException">A number has no place in 128 bits.</exception>
    public ConversionHop? Price(Int128 available, out Int128 received, out RouteWhy why)
    {
        received = 0;
        var ladder = _leg.Ladder;
        why = RouteWhy.NoLevels;
        if (ladder.Count == 0)
            return null;
        why = RouteWhy.BelowLot;
        var quantity = PayableAtLimit(_leg, available);
        if (quantity == 0)
            return null;
        var level = ladder.LevelOf(quantity);
        var notional = ladder.NotionalOf(quantity, level);
        why = RouteWhy.BelowMinQuantity;
        if (quantity < _leg.MinQuantity)
            return null;
        why = RouteWhy.BelowMinNotional;
        if (notional < _leg.MinNotional)
            return null;
        why = RouteWhy.Chosen;
        var spent = _leg.Spent(quantity, notional);
        received = _leg.Received(quantity, notional);
        var size = Quantity.FromUnits(quantity, ladder.QuantityDecimals);
        return new ConversionHop(
            Symbol,
            Side,
            size,
            Money.Price.FromUnits(_leg.ReachingTick(ladder.Price(level)), ladder.PriceDecimals),
            new Exact(notional, ladder.NotionalDecimals).Divide(size.Value, PowersOfTen.MaxLong, Rounding.HalfEven),
            Amount(spent),
            Amount(received),
            Amount(available - spent));
    }

    /// <summary>
    /// The largest quantity on the lot that the depth holds and that can be paid even if all of it fills at its limit: a venue
    /// sets that much aside, and refuses an order that it cannot.
    /// </summary>
    internal static long PayableAtLimit(PathLeg leg, Int128 available)
    {
        var ladder = leg.Ladder;
        var largest = leg.Side == Side.Sell ? (long)Int128.Min(leg.Affordable(available), Int128.Min(ladder.TotalDepth, long.MaxValue)) : 0;
        for (var level = 0; leg.Side == Side.Buy && level < ladder.Count; level++)
        {
            // A deeper level only raises the limit: once the depth is no longer what binds, less and less can be paid.
            var payable = PayableAt(leg, leg.ReachingTick(ladder.Price(level)), available);
            largest = Math.Max(largest, OnLot(leg, (long)Int128.Min(payable, ladder.Depth(level))));
            if (payable <= ladder.Depth(level))
                break;
        }

        return OnLot(leg, largest);
    }

    private static long OnLot(PathLeg leg, long quantity) => quantity - (quantity % leg.Lot);

    /// <summary>The largest quantity that this much pays for at one price, the fee on top included.</summary>
    private static long PayableAt(PathLeg leg, long price, Int128 available)
    {
        if (available <= 0)
            return 0;
        var notional = WideMath.Rescale(available, PathLeg.AmountDecimals, leg.Ladder.NotionalDecimals, Rounding.Floor);
        var quantity = (long)Int128.Min(notional / price, long.MaxValue);
        var spent = leg.SpentFor(WideMath.Multiply(price, quantity));
        if (spent <= available)
            return quantity;

        // The fee comes on top: as much less as it is, and then the last few by trying.
        quantity = (long)(WideMath.MultiplyDivide(notional, Bps.OneInRateUnits, Bps.OneInRateUnits + leg.Instrument.Fees.Taker.RateUnits) / price);
        while (leg.SpentFor(WideMath.Multiply(price, quantity + 1)) <= available)
            quantity++;
        while (quantity > 0 && leg.SpentFor(WideMath.Multiply(price, quantity)) > available)
            quantity--;
        return quantity;
    }

    private static List<(Price Price, Quantity Quantity)> Within(IReadOnlyList<(Price Price, Quantity Quantity)> levels, Side side, Bps slippage)
    {
        if (levels.Count == 0)
            return [];
        var best = levels[0].Price.Value;
        var away = best * new Exact(slippage.RateUnits, 8);
        var worst = side == Side.Buy ? best + away : best - away;
        return [.. levels.TakeWhile(level => side == Side.Buy ? level.Price.Value <= worst : level.Price.Value >= worst).Where(level => !level.Quantity.IsZero)];
    }

    private static Exact Amount(Int128 units) => new(units, PathLeg.AmountDecimals);
}
