using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Auctions;
using Arbit.EdgeRunner.Execution.Residuals;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>
/// The patient part of a trade on command (strategy.md, auction logic): an iceberg of chased limits, never worse than the slippage
/// against the mid price that it began with. Where it stands is read from the cycle's orders, so a restart goes on with what they are.
/// </summary>
internal sealed class RestingTrade
{
    private const int Levels = 5;

    private readonly TradedInstrument _traded;
    private readonly Iceberg _plan;
    private AuctionState _state;

    private RestingTrade(TradedInstrument traded, Iceberg plan, AuctionState state) => (_traded, _plan, _state) = (traded, plan, state);

    /// <param name="trade">What is wanted.</param>
    /// <param name="traded">Where.</param>
    /// <param name="cycle">With whatever orders it has by now.</param>
    /// <param name="now">Unix nanoseconds.</param>
    public static RestingTrade Of(Trade trade, TradedInstrument traded, Cycle cycle, long now)
    {
        var instrument = traded.Instrument;
        var isBuy = trade.Side == Side.Buy;
        var factor = isBuy ? Exact.One + new Exact(trade.MaxSlippage.RateUnits, 8) : Exact.One - new Exact(trade.MaxSlippage.RateUnits, 8);
        var worst = new Price((cycle.Plan[0].Average.Value * factor).Round(instrument.Tick.Value.Decimals, isBuy ? Rounding.Floor : Rounding.Ceiling));
        var total = isBuy ? OrderSizing.Paid(instrument, trade.Spend, worst) : OrderSizing.InLots(instrument, trade.Spend.Value);
        var ends = TreasuryBook.NanosecondsOf(trade.ValidUntil) ?? long.MaxValue;
        var terms = new ChaseTerms(instrument, trade.Side, worst) { RestsFor = CommandedSettings.RestsFor };
        var plan = new Iceberg(terms, total, new SliceSize(total, CommandedSettings.RestingShare), Math.Max((ends - cycle.OpenedAt) / 2, 0));
        var orders = cycle.Orders.Select((order, i) => Seen(new AuctionOrder(i + 1, order.Limit, order.Quantity, !order.Rests, order.SentAt), order)).ToList();
        var state = new AuctionState(orders, cycle.OpenedAt, Quantity.Zero, now, now);

        // What rests from before is the slice that goes on.
        return new RestingTrade(traded, plan, state with { UpTo = orders.Aggregate(Quantity.Zero, (sum, order) => sum + (order.IsTerminal ? order.Filled : order.Quantity)) });
    }

    /// <summary>What is to be done next; it counts on its being done.</summary>
    public AuctionStep Next(Cycle cycle, long now)
    {
        for (var i = 0; i < _state.Orders.Count && i < cycle.Orders.Count; i++)
            _state = _state.With(Seen(_state.Orders[i], cycle.Orders[i]));
        (_state, var step) = _plan.Decide(_state, AuctionBook.Of(_traded.Book, Levels), now);
        return step;
    }

    private static AuctionOrder Seen(AuctionOrder known, Order order) => known with
    {
        Filled = order.Filled,
        EndedAt = order.DoneAt,
        Note = order.Note,
        State = order.State switch
        {
            OrderState.Rejected or OrderState.NotFound => AuctionOrderState.Rejected,
            OrderState.Filled or OrderState.Expired => AuctionOrderState.Ended,
            OrderState.Open => AuctionOrderState.Open,
            _ => AuctionOrderState.Sent,
        },
    };
}
