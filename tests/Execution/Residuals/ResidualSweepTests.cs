using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Residuals;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution.Residuals;

/// <summary>When what was gathered below the minimum is closed, and when it is left alone.</summary>
public sealed class ResidualSweepTests
{
    private readonly TradingDesk _desk = new();

    /// <summary>What is over has to lie where it is sold.</summary>
    public ResidualSweepTests()
    {
        _desk.Deposit(Alpha, Btc, "1");
        _desk.Deposit(Alpha, Eth, "10");
    }

    [Fact]
    public void One_cycle_takes_over_all_of_one_asset_from_every_place()
    {
        _desk.Converge();
        Hold(("alpha", Btc, "0.03"), ("beta", Btc, "-0.01"), ("beta", Eth, "0.0001"));
        _desk.Pass(Second);
        var cycle = Assert.Single(_desk.Book.Open);
        Assert.Equal((PathKind.Residual, Usdt, Usdt, _desk.Now), (cycle.Kind, cycle.Start, cycle.End, cycle.OpenedAt));
        Assert.Equal([("alpha", Btc, Amount("0.03")), ("beta", Btc, Amount("-0.01"))], cycle.Inherited.Select(each => (each.Place, each.Asset, each.Amount)));
        Assert.Equal((OrderPurpose.Hedge, Side.Sell, Quantity.Parse("0.02")), (_desk.Sent[0].Purpose, _desk.Sent[0].Side, _desk.Sent[0].Quantity));
        Assert.Equal(0, _desk.Sent[0].Leg);
        Assert.Equal((Eth, Amount("0.0001")), Assert.Single(_desk.Book.Residuals.Select(residual => (residual.Asset, residual.Amount))));
        Assert.Contains("cycle.opened 1-1: residual 0.03 BTC at alpha, -0.01 BTC at beta", _desk.Audited);
    }

    [Fact]
    public void Too_much_sold_is_bought_back()
    {
        Hold(("beta", Btc, "-0.03"));
        _desk.Pass(Second);
        Assert.Equal(Side.Buy, Assert.Single(_desk.Sent).Side);
    }

    [Fact]
    public void What_cancels_itself_out_is_left_alone()
    {
        Hold(("alpha", Btc, "0.03"), ("beta", Btc, "-0.03"));
        _desk.Pass(Second);
        Assert.Empty(_desk.Book.Open);
    }

    [Fact]
    public void A_dollar_is_closed_already()
    {
        Hold(("alpha", Usdt, "50"));
        _desk.Pass(Second);
        Assert.Empty(_desk.Book.Open);
    }

    /// <summary>A dollar of bitcoin at 99.90 or so is the venue's least: a fifth more than that has to be there.</summary>
    [Theory]
    [InlineData("0.0120", false)]
    [InlineData("0.0122", true)]
    public void It_waits_for_a_fifth_more_than_the_venues_least(string amount, bool isClosed)
    {
        Hold(("alpha", Btc, amount));
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00");
        _desk.Quote(_desk.BetaBtc, "98.00", "98.10");
        _desk.Pass(Second);
        Assert.Equal(isClosed, _desk.Book.Open.Count > 0);
    }

    [Fact]
    public void What_could_not_be_closed_after_all_rests_a_minute()
    {
        Hold(("alpha", Btc, "0.03"));
        _desk.Pass(Second);
        var began = _desk.Now;
        Assert.Single(_desk.Sent);
        foreach (var traded in _desk.Instruments)
            _desk.Quote(traded, "0.01", "0.02");
        _desk.End(_desk.Sent[0], ReplyKind.Ended);
        _desk.Pass(Second);
        Assert.Empty(_desk.Book.Open);
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00");
        _desk.Pass(began + (60 * Second) - 1 - _desk.Now);
        Assert.Single(_desk.Sent);
        _desk.Pass(1);
        Assert.Equal(2, _desk.Sent.Count);
    }

    [Fact]
    public void One_asset_after_the_other()
    {
        _desk.Converge();
        Hold(("alpha", Btc, "0.03"), ("alpha", Eth, "1"));
        _desk.Pass(Second);
        Assert.Equal(["1-1-1"], _desk.Sent.Select(order => order.Id));
        _desk.Pass(Second);
        Assert.Equal([_desk.AlphaBtc.Instrument.Symbol.Base, Eth], _desk.Sent.Select(order => order.Instrument.Symbol.Base));
    }

    [Fact]
    public void An_asset_that_a_cycle_is_trading_is_left_to_it()
    {
        _desk.Open(PathKind.Cross);
        Hold(("alpha", Btc, "0.03"), ("alpha", Eth, "1"));
        _desk.Pass(Second);
        Assert.Equal(Eth, _desk.Sent[^1].Instrument.Symbol.Base);
        Assert.Equal(3, _desk.Sent.Count);
        _desk.Pass(Second);
        Assert.Equal(3, _desk.Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_swept_without_the_lease_or_while_trading_is_halted(bool isHalted)
    {
        Hold(("alpha", Btc, "0.03"));
        _desk.Executor.HoldsLease = isHalted;
        if (isHalted)
            _desk.Restrain(TradingState.Halted);
        _desk.Pass(Second);
        Assert.Empty(_desk.Book.Open);
        Assert.Single(_desk.Book.Residuals);
    }

    [Fact]
    public void What_counts_as_a_dollar_is_not_traded_for_another()
    {
        Hold(("alpha", Btc, "0.03"));
        var dollars = new HashSet<Asset> { Usdt, Btc };
        var door = new OrderDesk(_desk.Book, _desk, _desk, _desk, ExecutionSettings.Default, 9);
        var planner = new RecoveryPlanner(_desk.Instruments, _desk.Book.Ledger, new BookRates(_desk.Instruments, dollars), ExecutionSettings.Default.MaxHeld);
        Assert.Null(new ResidualSweep(door, planner, dollars, ExecutionSettings.Default).TryOpen(_desk.Now));
        Assert.Null(new ResidualSweep(door, planner, new HashSet<Asset>(), ExecutionSettings.Default).TryOpen(_desk.Now));
        Assert.NotNull(new ResidualSweep(door, planner, Dollars, ExecutionSettings.Default).TryOpen(_desk.Now));
    }

    private void Hold(params (string Place, Asset Asset, string Amount)[] held)
    {
        foreach (var (place, asset, amount) in held)
            _desk.Hold(place, asset, amount);
    }
}
