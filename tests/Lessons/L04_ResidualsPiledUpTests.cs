using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>Residuals too small to hedge piled up (hummingbot #6055): a ledger of their own, hedged once over the minimum, capped, visible.</summary>
public sealed class L04_ResidualsPiledUpTests
{
    [Fact]
    public void They_gather_by_asset_and_are_closed_by_one_order_once_it_can_be_traded()
    {
        var desk = new TradingDesk();
        var left = Amount.Zero;
        for (var cycle = 0; cycle < 3; cycle++)
        {
            var sent = desk.Sent.Count;
            var opened = desk.Open(PathKind.Cross);
            desk.Fill(desk.Sent[sent], "0.00250");
            desk.End(desk.Sent[sent + 1], ReplyKind.Ended);
            Assert.Equal(CycleOutcome.Held, opened.Outcome);
            left += opened.Change(TradingDesk.Btc);
            Assert.Equal(left, Assert.Single(desk.Book.Residuals).Amount);
            desk.Converge();
            desk.Pass(10 * TradingDesk.Second);
            if (cycle < 2)
                Assert.Equal(sent + 2, desk.Sent.Count);
            desk.Quote(desk.BetaBtc, "102.00", "102.10");
        }

        var hedge = desk.Sent[^1];
        Assert.Equal((Side.Sell, OrderPurpose.Hedge), (hedge.Side, hedge.Purpose));
        Assert.Equal(new Quantity(left.Value).ToLot(hedge.Instrument.Lot), hedge.Quantity);
        Assert.Empty(desk.Book.Residuals);
        desk.Fill(hedge);
        desk.Pass(120 * TradingDesk.Second);
        Assert.Equal(7, desk.Sent.Count);
        Assert.True(desk.Book.Residuals.Sum(residual => residual.Amount.Value.ToDecimal()) < 0.0001m);
        Assert.Equal(3, desk.Book.Totals.Attempted);
    }

    [Fact]
    public void More_of_them_than_is_allowed_restrains_trading()
    {
        var desk = new TradingDesk(ExecutionSettings.Default with { MaxResidual = new Exact(1, 2) });
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0], "0.00250");
        desk.End(desk.Sent[1], ReplyKind.Ended);
        desk.Pass(TradingDesk.Second);
        Assert.Equal(TradingState.ReduceOnly, desk.Book.Trading);
        Assert.Contains("gathered", desk.Book.TradingReason, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_there_after_a_restart()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0], "0.00250");
        desk.End(desk.Sent[1], ReplyKind.Ended);
        var before = Assert.Single(desk.Book.Residuals);
        desk.Restart();
        Assert.Equal(before, Assert.Single(desk.Book.Residuals));
    }
}
