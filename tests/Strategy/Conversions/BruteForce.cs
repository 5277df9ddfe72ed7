using System.Numerics;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Conversions;
using Arbit.Tests.Money;

namespace Arbit.Tests.Strategy.Conversions;

/// <summary>
/// What the router is checked against: every simple path, and at each hop every multiple of the lot, in fractions without bounds.
/// It shares no line with what it checks.
/// </summary>
internal static class BruteForce
{
    private static readonly Ratio Zero = new(0, 1);

    /// <summary>The most that can arrive; zero where nothing can.</summary>
    public static Ratio Most(IReadOnlyList<ConversionMarket> markets, Asset from, Asset to, Ratio amount)
        => Most(markets, [from], to, amount);

    private static Ratio Most(IReadOnlyList<ConversionMarket> markets, List<Asset> path, Asset to, Ratio amount)
    {
        if (path[^1] == to)
            return amount;
        var most = Zero;
        foreach (var market in markets)
        {
            foreach (var side in new[] { Side.Buy, Side.Sell })
            {
                var symbol = market.Instrument.Symbol;
                var (spent, received) = side == Side.Buy ? (symbol.Quote, symbol.Base) : (symbol.Base, symbol.Quote);
                if (spent != path[^1] || path.Contains(received))
                    continue;
                var through = Trade(market, side, amount);
                if (through.CompareTo(Zero) <= 0)
                    continue;
                var arrived = Most(markets, [.. path, received], to, through);
                if (arrived.CompareTo(most) > 0)
                    most = arrived;
            }
        }

        return most;
    }

    private static Ratio Trade(ConversionMarket market, Side side, Ratio available)
    {
        var instrument = market.Instrument;
        var levels = side == Side.Buy ? market.Asks : market.Bids;
        var lot = Ratio.Of(instrument.Lot.Value);
        var fee = Ratio.Of(new Exact(instrument.Fees.Taker.RateUnits, 8));
        var one = new Ratio(1, 1);
        var onTop = side == Side.Buy && instrument.Fees.PaidIn == FeeAsset.Quote;
        var most = Zero;
        for (var lots = 1; ; lots++)
        {
            var quantity = lot * new Ratio(lots, 1);
            if (Walk(levels, quantity) is not { } walked)
                return most;
            var limit = OnTick(walked.Worst, Ratio.Of(instrument.Tick.Value), side);
            var needed = side == Side.Sell ? quantity : limit * quantity * (onTop ? one + fee : one);
            if (needed.CompareTo(available) > 0)
                return most;
            if (quantity.CompareTo(Ratio.Of(instrument.MinQuantity.Value)) < 0 || walked.Notional.CompareTo(Ratio.Of(instrument.MinNotional.Value)) < 0)
                continue;
            most = (side == Side.Buy ? quantity : walked.Notional) * (onTop ? one : one - fee);
        }
    }

    private static (Ratio Notional, Ratio Worst)? Walk(IReadOnlyList<(Price Price, Quantity Quantity)> levels, Ratio quantity)
    {
        var (left, notional) = (quantity, Zero);
        foreach (var level in levels)
        {
            var (price, there) = (Ratio.Of(level.Price.Value), Ratio.Of(level.Quantity.Value));
            var taken = left.CompareTo(there) < 0 ? left : there;
            notional += taken * price;
            left -= taken;
            if (left.CompareTo(Zero) == 0)
                return (notional, price);
        }

        return null;
    }

    private static Ratio OnTick(Ratio price, Ratio tick, Side side)
        => tick * new Ratio((price / tick).Round(0, side == Side.Buy ? Rounding.Ceiling : Rounding.Floor), BigInteger.One);
}
