using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Residuals;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>One order of a trade on command: no more than the depth within the slippage allows, and than there is to spend.</summary>
/// <param name="Quantity">On the lot; zero where nothing can be traded now.</param>
/// <param name="Limit">On the tick.</param>
/// <param name="IsSpent">What is left to spend is less than the venue trades at all.</param>
internal readonly record struct Slice(Quantity Quantity, Price Limit, bool IsSpent)
{
    private const int RateDecimals = 12;

    /// <summary>Null where the book is not usable just now.</summary>
    /// <param name="traded">Where.</param>
    /// <param name="side">Which way.</param>
    /// <param name="budget">The most that may be spent, fees included, in the asset that is spent.</param>
    /// <param name="slippage">Of the limit against the best price.</param>
    /// <param name="depthShare">Of what the book holds within the limit.</param>
    public static Slice? Of(TradedInstrument traded, Side side, Amount budget, Bps slippage, Exact depthShare)
    {
        var (instrument, book) = (traded.Instrument, traded.Book);
        if (!book.IsUsable || !traded.HasTop)
            return null;
        var best = book.PriceFrom(side == Side.Buy ? book.AskPrice : book.BidPrice);
        var factor = new Exact(Bps.OneInRateUnits + (side == Side.Buy ? slippage.RateUnits : -slippage.RateUnits), 8);
        var rounding = side == Side.Buy ? Rounding.Floor : Rounding.Ceiling;
        var limit = new Price((best.Value * factor).Round(RateDecimals, rounding)).ToTick(instrument.Tick, rounding);
        var affordable = Affordable(instrument, side, budget, limit);
        if (!OrderSizing.IsTradeable(instrument, affordable, limit))
            return new Slice(Quantity.Zero, limit, IsSpent: true);
        var looked = new Quantity(affordable.Value.Divide(depthShare, Exact.MaxDecimals / 3, Rounding.Ceiling));
        var depth = PaperMatch.Fill(traded, side, looked, limit).Filled;
        var allowed = OrderSizing.InLots(instrument, depth.Value * depthShare);
        var quantity = affordable < allowed ? affordable : allowed;
        return new Slice(OrderSizing.IsTradeable(instrument, quantity, limit) ? quantity : Quantity.Zero, limit, IsSpent: false);
    }

    private static Quantity Affordable(Instrument instrument, Side side, Amount budget, Price limit)
    {
        if (budget.Sign <= 0)
            return Quantity.Zero;
        return side == Side.Sell ? OrderSizing.InLots(instrument, budget.Value) : OrderSizing.Paid(instrument, budget, limit);
    }
}
