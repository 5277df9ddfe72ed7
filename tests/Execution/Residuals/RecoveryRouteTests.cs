using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Execution.Residuals;

/// <summary>Of all ways to close what a leg left, the cheapest that can be paid for (strategy.md, failed legs).</summary>
public sealed class RecoveryRouteTests
{
    [Fact]
    public void What_was_bought_is_sold_where_the_plan_wanted_it_while_that_still_pays_most()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Quote(desk.EthBtc, "0.05190", "0.05210");
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Ended);
        Assert.Equal((OrderPurpose.Complete, TradingDesk.Beta, Side.Sell), (desk.Sent[2].Purpose, desk.Sent[2].Instrument.Venue, desk.Sent[2].Side));
        desk.Fill(desk.Sent[2]);
        Assert.Equal(CycleOutcome.Recovered, cycle.Outcome);
    }

    [Fact]
    public void Two_orders_are_taken_where_they_yield_more_than_one()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Quote(desk.BetaBtc, "99.85", "99.95");
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Ended);

        // A bitcoin yields 99.90 at once, and about 104 by way of ether.
        Assert.Equal((OrderPurpose.Hedge, desk.EthBtc), (desk.Sent[2].Purpose, desk.Sent[2].Traded));
        desk.Fill(desk.Sent[2]);
        Assert.Equal((Side.Sell, desk.EthUsdt), (desk.Sent[3].Side, desk.Sent[3].Traded));
        desk.Fill(desk.Sent[3]);
        Assert.Equal(CycleOutcome.Recovered, cycle.Outcome);
        Assert.True(cycle.RealisedNet.Sign > 0);
    }

    [Fact]
    public void A_venue_whose_wallet_is_empty_is_no_way()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Quote(desk.AlphaBtc, "104.00", "104.10");
        desk.End(desk.Sent[0], ReplyKind.Ended);
        desk.Fill(desk.Sent[1]);

        // Buying back on alpha would cost 104.10, on beta 99.95.
        Assert.Equal(TradingDesk.Beta, desk.Sent[2].Instrument.Venue);
        desk.End(desk.Sent[2], ReplyKind.Ended);
        desk.BetaBtc.Book.Break(BookReason.Silent);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(TradingDesk.Alpha, desk.Sent[3].Instrument.Venue);
    }

    /// <summary>L11: what was refused is not sent again while another way is open, and then not in a storm.</summary>
    [Fact]
    public void What_a_venue_refused_is_left_for_the_next_best_way()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Quote(desk.EthBtc, "0.05190", "0.05210");
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Rejected);
        Assert.Equal((OrderPurpose.Unwind, TradingDesk.Alpha), (desk.Sent[2].Purpose, desk.Sent[2].Instrument.Venue));
    }

    [Fact]
    public void Two_exposures_that_cancel_each_other_are_closed_by_one_order()
    {
        var desk = new TradingDesk();
        desk.Deposit(TradingDesk.Alpha, TradingDesk.Btc, "50");
        desk.Deposit(TradingDesk.Alpha, TradingDesk.Eth, "500");
        var cycle = desk.Open(PathKind.Triangular);
        Assert.Equal(3, desk.Sent.Count);
        desk.Converge();
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[2]);
        desk.End(desk.Sent[1], ReplyKind.Ended);

        // Too much bitcoin and too little ether: the pair between them, once.
        Assert.Equal(4, desk.Sent.Count);
        Assert.Equal((OrderPurpose.Complete, desk.EthBtc, Side.Buy), (desk.Sent[3].Purpose, desk.Sent[3].Traded, desk.Sent[3].Side));
        desk.Fill(desk.Sent[3]);

        // Filled at its limit it took more bitcoin than was over: the rest is made good like any other.
        while (cycle.IsOpen)
            desk.Fill(desk.Sent[^1]);
        Assert.True(Math.Abs(cycle.Change(TradingDesk.Eth).Value.ToDecimal()) < 0.2m);
    }

    /// <summary>The same the other way round the triangle: what comes first is the base of the pair between them, and its quote is closed with it.</summary>
    [Fact]
    public void Two_exposures_that_cancel_each_other_are_closed_by_one_order_whichever_comes_first()
    {
        var desk = new TradingDesk();
        desk.Deposit(TradingDesk.Alpha, TradingDesk.Btc, "50");
        desk.Deposit(TradingDesk.Alpha, TradingDesk.Eth, "500");
        desk.Quote(desk.EthUsdt, "4.79", "4.80");
        var cycle = desk.Open(PathKind.Triangular);
        Assert.Equal([(Side.Buy, desk.EthUsdt), (Side.Sell, desk.EthBtc), (Side.Sell, desk.AlphaBtc)], desk.Sent.Select(order => (order.Side, order.Traded)));
        desk.Fill(desk.Sent[0]);
        desk.Fill(desk.Sent[2]);
        desk.End(desk.Sent[1], ReplyKind.Ended);

        // Too much ether and too little bitcoin: the pair between them, once, and no bitcoin is bought beside it.
        Assert.Equal([TradingDesk.Eth, TradingDesk.Btc], cycle.Exposures.Select(exposure => exposure.Asset));
        Assert.Equal([(OrderPurpose.Complete, desk.EthBtc, Side.Sell)], desk.Sent.Skip(3).Select(order => (order.Purpose, order.Traded, order.Side)));
    }

    [Fact]
    public void Unhedged_time_goes_on_over_a_restart()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Pass(TradingDesk.Second);
        desk.Fill(desk.Sent[0]);
        var since = desk.Now;
        desk.End(desk.Sent[1], ReplyKind.Ended);
        desk.Restart();
        desk.Pass(TradingDesk.Second);
        Assert.Equal(since, Assert.Single(desk.Executor.Residuals).Since);
    }
}
