using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Measures;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>
/// Expected +1.5 %, realised negative, 30 of 30 (bmino #141, #160): orders are IOC at the limit that was computed, each leg's
/// quote has to be young, and what was expected is held against what came, leg by leg.
/// </summary>
public sealed class L30_ExpectedAgainstRealisedTests
{
    [Theory]
    [InlineData(PathKind.Cross)]
    [InlineData(PathKind.Triangular)]
    public void No_order_pays_more_than_the_limit_that_was_judged(PathKind kind)
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(kind);
        Assert.All(desk.Sent, order => Assert.Equal(cycle.Plan[order.Leg].Limit, order.Limit));

        // The price has run away since: an IOC order is left unfilled, and never chases it.
        desk.Quote(desk.AlphaBtc, "109.90", "110.00");
        var buy = desk.Sent[0];
        Assert.Equal(Side.Buy, buy.Side);
        Assert.Equal(Quantity.Zero, PaperMatch.Fill(buy.Traded, buy.Side, buy.Quantity, buy.Limit).Filled);
    }

    [Fact]
    public void One_old_quote_among_the_legs_refuses_the_whole()
    {
        var desk = new TradingDesk();
        foreach (var traded in desk.Instruments)
            Assert.True(desk.Now - traded.LastDataAt == 0);
        desk.BetaBtc.LastDataAt = desk.Now - (2 * TradingDesk.Second);
        Assert.Equal(RefusalReason.StaleQuote, desk.Look(PathKind.Cross));
        desk.EthBtc.LastDataAt = desk.Now - (2 * TradingDesk.Second);
        Assert.Equal(RefusalReason.StaleQuote, desk.Look(PathKind.Triangular));
    }

    [Fact]
    public void What_was_expected_of_each_leg_stands_beside_what_came()
    {
        var desk = new TradingDesk();
        var measures = new TradeMeasures(new BookRates(desk.Instruments, new HashSet<Asset> { TradingDesk.Usdt }));
        var cycle = desk.Open(PathKind.Cross);
        foreach (var order in desk.Sent.ToList())
            desk.Fill(order);
        measures.OnCycle(cycle);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
        Assert.Equal(2, measures.Legs.Count);
        Assert.All(measures.Legs, leg =>
        {
            Assert.True(leg.ExpectedNotional.Sign > 0);
            Assert.NotEqual(leg.ExpectedNotional, leg.RealisedNotional);
            Assert.True(leg.SlippageBps > Bps.From(0m), "filled at the limit, not at the average");
        });
        Assert.True(measures.InDollars.Slippage.Sign > 0);
        Assert.True(measures.InDollars.AddsUp);
        Assert.Contains(desk.Audited, line => line.StartsWith("cycle.closed", StringComparison.Ordinal) && line.Contains($"expected {cycle.ExpectedNet}", StringComparison.Ordinal));
    }
}
