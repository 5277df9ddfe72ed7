using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Execution;

/// <summary>The disk is gone; the venues are not. Their balances and their orders are what a new process begins with.</summary>
public sealed class AdoptionTests
{
    [Fact]
    public void What_orders_left_open_between_them_is_closed_first_and_their_fills_are_not_booked_again()
    {
        var desk = new TradingDesk();
        desk.Converge();
        desk.LoseTheDisk(
            [Report(TradingDesk.Alpha, [(TradingDesk.Usdt, "9799.84"), (TradingDesk.Btc, "1.998")], Bought(desk, "4-7-1", "2")), Report(TradingDesk.Beta, [(TradingDesk.Btc, "50"), (TradingDesk.Usdt, "1000")])]);

        var cycle = Assert.Single(desk.Book.Open);
        Assert.Equal(1.998m, cycle.Change(TradingDesk.Btc).Value.ToDecimal());
        Assert.Equal(9799.84m, desk.TotalOf(TradingDesk.Alpha, TradingDesk.Usdt));
        Assert.Contains(TradingDesk.Btc, desk.Executor.Exposed);
        desk.Pass(TradingDesk.Second);
        var recovery = Assert.Single(desk.Sent);
        Assert.Equal((Side.Sell, "1.998"), (recovery.Side, recovery.Quantity.ToString()));
        Assert.StartsWith("5-", recovery.Id, StringComparison.Ordinal);
        desk.Fill(recovery);
        Assert.Empty(desk.Book.Open);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
    }

    [Fact]
    public void An_order_that_is_still_open_there_is_ended_and_counted_before_anything_is_closed()
    {
        var desk = new TradingDesk();
        desk.Converge();
        var open = Bought(desk, "4-7-1", "2") with { IsOpen = true, Filled = Quantity.Zero, FilledNotional = Notional.Zero, Fee = Amount.Zero };
        desk.LoseTheDisk([Report(TradingDesk.Alpha, [(TradingDesk.Usdt, "10000")], open), Report(TradingDesk.Beta, [(TradingDesk.Btc, "50")])]);
        var order = Assert.Single(desk.LookedUp);
        Assert.True(desk.Book.Ledger.Reserved(TradingDesk.Alpha, TradingDesk.Usdt).Sign > 0);
        desk.End(order, ReplyKind.Progress);
        Assert.Same(order, Assert.Single(desk.Cancelled));
        desk.Fill(order, "0.5");
        desk.Pass(TradingDesk.Second);
        Assert.Equal(Side.Sell, Assert.Single(desk.Sent).Side);
    }

    [Fact]
    public void Orders_that_cancel_each_other_out_leave_nothing_to_close()
    {
        var desk = new TradingDesk();
        desk.Converge();
        var sold = Bought(desk, "4-7-2", "1.998") with { Side = Side.Sell, Fee = Amount.Parse("0.2"), FeeAsset = TradingDesk.Usdt };
        desk.LoseTheDisk([Report(TradingDesk.Alpha, [(TradingDesk.Usdt, "9800")], Bought(desk, "4-7-1", "2"), sold), Report(TradingDesk.Beta, [(TradingDesk.Btc, "50")])]);
        desk.Pass(TradingDesk.Second);
        Assert.Empty(desk.Book.Open);
        Assert.Empty(desk.Sent);
        Assert.Empty(desk.Book.Residuals);
    }

    [Fact]
    public void What_was_bought_on_command_stays_and_is_followed_to_its_end()
    {
        var desk = new TradingDesk();
        desk.Converge();
        var open = Bought(desk, "4-8-1001", "1") with { IsOpen = true, Filled = Quantity.Zero, FilledNotional = Notional.Zero, Fee = Amount.Zero };
        desk.LoseTheDisk([Report(TradingDesk.Alpha, [(TradingDesk.Usdt, "9800"), (TradingDesk.Btc, "1.998")], Bought(desk, "4-8-1000", "2"), open), Report(TradingDesk.Beta, [(TradingDesk.Btc, "50")])]);
        Assert.Equal(PathKind.Commanded, Assert.Single(desk.Book.Open).Kind);
        desk.Fill(Assert.Single(desk.LookedUp));
        desk.Pass(TradingDesk.Second);
        Assert.Empty(desk.Book.Open);
        Assert.Empty(desk.Sent);
        Assert.Empty(desk.Book.Residuals);
        Assert.Equal(0, desk.Book.Totals.Attempted);
        desk.Command(new Messages.Commands.Trade("buy", DateTimeOffset.MaxValue, TradingDesk.Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, TradingDesk.Amount("500"), Bps.From(10m), null));
        Assert.True(ClientOrderIds.IsOnCommand(Assert.Single(desk.Sent).Id));
    }

    [Fact]
    public void An_epoch_that_the_venues_know_is_never_used_again()
    {
        var desk = new TradingDesk();
        var reports = new[] { Report(TradingDesk.Alpha, [], Bought(desk, "z-7-1", "2")) };
        Assert.Equal(35, Adoption.LastEpoch(reports));
        Assert.Throws<ArgumentException>(() => Adoption.From(reports, new HashSet<Asset> { TradingDesk.Usdt }, 35, 1));
    }

    private static ReportedOrder Bought(TradingDesk desk, string id, string quantity)
    {
        var size = Quantity.Parse(quantity);
        var notional = Price.Parse("100") * size;
        return new ReportedOrder(id, desk.AlphaBtc.Instrument.Symbol, Side.Buy, size, Price.Parse("100.08"), false, size, notional, Amount.From(size.Value * new Exact(1, 3)), TradingDesk.Btc);
    }

    private static AccountReport Report(Venue venue, (Asset Asset, string Amount)[] balances, params ReportedOrder[] orders)
        => new(venue, 1, 0, balances.Select(balance => new ReportedBalance(balance.Asset, TradingDesk.Amount(balance.Amount), Amount.Zero)).ToList(), orders);
}
