using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>What a cycle's orders have come to: by asset, by place, and since when something is left over.</summary>
public sealed class CycleTests
{
    private readonly TradingDesk _desk = new();

    [Fact]
    public void Its_route_and_name_are_for_a_person()
    {
        Assert.Equal("alpha buy BTC/USDT → beta sell BTC/USDT", _desk.Open(PathKind.Cross).Route);
        var residual = Residual(("alpha", Btc, "0.5"), ("beta", Btc, "-0.25"));
        Assert.Equal("residual 0.5 BTC at alpha, -0.25 BTC at beta", residual.Route);
        Assert.Equal("7-3", residual.Name);
    }

    [Fact]
    public void What_it_took_over_is_open_since_it_began_unless_it_is_known_better()
    {
        Assert.Equal(0, _desk.Open(PathKind.Cross).UnhedgedSince);
        Assert.Equal(100, Residual(("alpha", Btc, "0.5")).UnhedgedSince);
        Assert.Equal(0, Residual().UnhedgedSince);
        Assert.Equal(40, new Cycle(Opened([]) with { UnhedgedSince = 40 }, [], Dollars).UnhedgedSince);
    }

    [Fact]
    public void What_it_took_over_counts_where_it_lies()
    {
        var cycle = Residual(("alpha", Btc, "0.5"), ("beta", Btc, "-0.2"), ("alpha", Eth, "3"));
        Assert.Equal((Amount("0.3"), Amount("3"), Arbit.Money.Amount.Zero), (cycle.Change(Btc), cycle.Change(Eth), cycle.Change(Sol)));
        Assert.Equal((Amount("0.5"), Amount("-0.2")), (cycle.Change(Btc, EdgeRunner.Ledger.Place.Trading(Alpha)), cycle.Change(Btc, EdgeRunner.Ledger.Place.Trading(Beta))));
        Assert.Equal([Btc, Eth], cycle.Passed);
        Assert.Equal([(Btc, Amount("0.3")), (Eth, Amount("3"))], cycle.Exposures);
    }

    [Fact]
    public void Fills_change_what_they_took_and_gave_and_a_fee_the_asset_that_it_was_paid_in()
    {
        var cycle = _desk.Open(PathKind.Cross);
        var (buy, sell) = (cycle.Orders[0], cycle.Orders[1]);
        buy.TryAdvance(Quantity.Parse("2"), new Notional(new Exact(200, 0)), Amount("0.002"), Btc);
        sell.TryAdvance(Quantity.Parse("1.5"), new Notional(new Exact(153, 0)), Amount("0.1"), Sol);
        Assert.Equal(Amount("0.498"), cycle.Change(Btc));
        Assert.Equal(Amount("-47"), cycle.Change(Usdt));
        Assert.Equal(Amount("-0.1"), cycle.Change(Sol));
        Assert.Equal((Amount("1.998"), Amount("-1.5")), (cycle.Change(Btc, buy.Place), cycle.Change(Btc, sell.Place)));
        Assert.Equal((Amount("-200"), Amount("153")), (cycle.Change(Usdt, buy.Place), cycle.Change(Usdt, sell.Place)));
        Assert.Equal([(Btc, Amount("0.498"))], cycle.Exposures);
    }

    [Fact]
    public void It_may_end_in_what_it_starts_from_what_it_ends_in_and_any_dollar()
    {
        var cycle = new Cycle(Opened([]) with { Kind = PathKind.Triangular, Start = Sol, End = Btc }, [], Dollars);
        Assert.All([Sol, Btc, Usdt], asset => Assert.True(cycle.IsHome(asset)));
        Assert.False(cycle.IsHome(Eth));
        Assert.True(new Cycle(Opened([]) with { Kind = PathKind.Commanded }, [], Dollars).IsHome(Eth));
    }

    [Fact]
    public void Refused_is_only_such_an_order_on_such_a_pair()
    {
        var cycle = _desk.Open(PathKind.Cross);
        Assert.False(cycle.WasRejected(_desk.AlphaBtc, Side.Buy));
        _desk.End(cycle.Orders[0], ReplyKind.Rejected);
        Assert.True(cycle.WasRejected(_desk.AlphaBtc, Side.Buy));
        Assert.False(cycle.WasRejected(_desk.AlphaBtc, Side.Sell));
        Assert.False(cycle.WasRejected(_desk.BetaBtc, Side.Buy));
    }

    [Fact]
    public void Something_is_left_over_since_the_fill_that_left_it_until_one_that_closes_it()
    {
        var cycle = _desk.Open(PathKind.Cross);
        cycle.NoteFill(5);
        Assert.Equal(0, cycle.UnhedgedSince);
        cycle.Orders[0].TryAdvance(Quantity.Parse("2"), new Notional(new Exact(200, 0)), Arbit.Money.Amount.Zero, default);
        cycle.NoteFill(10);
        cycle.NoteFill(20);
        Assert.Equal(10, cycle.UnhedgedSince);
        cycle.Orders[1].TryAdvance(Quantity.Parse("2"), new Notional(new Exact(204, 0)), Arbit.Money.Amount.Zero, default);
        cycle.NoteFill(30);
        Assert.Equal(0, cycle.UnhedgedSince);
    }

    [Fact]
    public void Attempts_are_the_orders_that_were_not_in_the_plan()
    {
        var cycle = _desk.Open(PathKind.Cross);
        _desk.Converge();
        Assert.Equal((0, true, false), (cycle.RecoveryAttempts, cycle.HasOpenOrders, cycle.HasFills));
        _desk.Fill(cycle.Orders[0]);
        Assert.Equal((0, true, true), (cycle.RecoveryAttempts, cycle.HasOpenOrders, cycle.HasFills));
        _desk.End(cycle.Orders[1], ReplyKind.Ended);
        Assert.Equal((3, 1, true), (cycle.Orders.Count, cycle.RecoveryAttempts, cycle.HasOpenOrders));
        _desk.Fill(cycle.Orders[2]);
        Assert.Equal((1, false, false), (cycle.RecoveryAttempts, cycle.HasOpenOrders, cycle.IsOpen));
    }

    [Fact]
    public void Each_asset_that_its_plan_or_an_order_concerns_is_touched_once()
    {
        Assert.Equal([Btc, Usdt], _desk.Open(PathKind.Cross).Touched);
        Assert.Equal([Btc, Usdt, Eth], _desk.Open(PathKind.Triangular).Touched);
        Assert.Equal([Btc, Eth], Residual(("alpha", Btc, "0.5"), ("alpha", Eth, "3"), ("beta", Btc, "1")).Touched);
    }

    private static Cycle Residual(params (string Place, Asset Asset, string Amount)[] inherited)
        => new(Opened([.. inherited.Select(each => new RecordedBalance(each.Place, each.Asset, Amount(each.Amount)))]), [], Dollars);

    private static CycleOpened Opened(IReadOnlyList<RecordedBalance> inherited)
        => new(100, 7, 3, PathKind.Residual, [], Usdt, Usdt, Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero) { Inherited = inherited };
}
