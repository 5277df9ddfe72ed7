using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>What a trade on command has come to so far, to the last digit, from its orders alone.</summary>
internal sealed class TradeSums
{
    private TradeSums(Asset feeAsset) => FeeAsset = feeAsset;

    /// <summary>In the asset spent, fees in it included.</summary>
    public Amount Spent { get; private set; }

    /// <summary>In the asset received, after fees in it.</summary>
    public Amount Received { get; private set; }

    /// <summary>As charged, in <see cref="FeeAsset"/>.</summary>
    public Amount Fee { get; private set; }

    /// <summary>The first fill's: a venue that runs out of its discount's asset goes on in another, and that is in the sums already.</summary>
    public Asset FeeAsset { get; }

    public static TradeSums Of(Trade trade, Cycle? cycle)
    {
        var filled = cycle?.Orders.Where(order => !order.Filled.IsZero).ToList() ?? [];
        var receives = trade.Side == Side.Buy ? trade.Symbol.Base : trade.Symbol.Quote;
        var sums = new TradeSums(filled.Count > 0 ? filled[0].FeeAsset : receives);
        foreach (var order in filled)
        {
            sums.Spent += order.Spent;
            sums.Received += (order.Side == Side.Buy ? Amount.From(order.Filled) : Amount.From(order.FilledNotional)) - (order.FeeAsset == receives ? order.Fee : Amount.Zero);
            if (order.FeeAsset == sums.FeeAsset)
                sums.Fee += order.Fee;
        }

        return sums;
    }

    /// <summary>What was lost against a price of the base asset, in dollars, fees included; zero where no rate is known. A figure, no booking.</summary>
    public Amount CostAgainst(Price mid, Trade trade, IRates rates)
    {
        if (rates.InDollars(trade.Symbol.Quote) is not { } quote || mid.IsZero)
            return Amount.Zero;
        Exact Short(Exact value) => value.Round(8, Rounding.HalfEven);
        var lost = trade.Side == Side.Buy
            ? Spent.Value - Short(Short(Received.Value) * Short(mid.Value))
            : Short(Short(Spent.Value) * Short(mid.Value)) - Received.Value;
        var cost = Short(Short(lost) * Short(quote.Value));
        var isBeside = FeeAsset != trade.Symbol.Base && FeeAsset != trade.Symbol.Quote;
        if (isBeside && rates.InDollars(FeeAsset) is { } price)
            cost += Short(Short(Fee.Value) * Short(price.Value));
        return Amount.From(cost);
    }
}
