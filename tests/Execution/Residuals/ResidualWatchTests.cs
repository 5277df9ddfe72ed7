using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution.Residuals;

/// <summary>What is seen of what is left over, and when it restrains trading.</summary>
public sealed class ResidualWatchTests
{
    [Fact]
    public void What_is_open_has_its_cycle_its_size_and_its_deadline()
    {
        var desk = new TradingDesk();
        var cycle = desk.Open(PathKind.Cross);
        desk.Pass(Millisecond);
        desk.Fill(desk.Sent[1]);
        var since = desk.Now;
        desk.Pass(Millisecond);
        var open = Assert.Single(desk.Executor.Residuals);
        Assert.Same(cycle, open.Owner);
        Assert.Equal((Btc, cycle.Change(Btc), since, since + (10 * Second), false), (open.Asset, open.Change, open.Since, open.Deadline, open.IsHeld));
        Assert.Null(open.Place);
        Assert.True(open.Change.Sign < 0);

        // A bitcoin is worth something near a hundred dollars, and what is missing counts like what is over.
        Assert.InRange(open.InDollars!.Value.Value.ToDecimal() / -open.Change.Value.ToDecimal(), 99m, 103m);
    }

    [Fact]
    public void What_is_held_has_its_place_and_no_deadline()
    {
        var desk = new TradingDesk();
        desk.Hold("beta", Btc, "-0.002");
        var held = Assert.Single(desk.Executor.Residuals);
        Assert.Equal(("beta", Btc, Amount("-0.002"), 0L, 0L, true), (held.Place!.Value.Name, held.Asset, held.Change, held.Since, held.Deadline, held.IsHeld));
        Assert.InRange(held.InDollars!.Value.Value.ToDecimal(), 0.198m, 0.206m);
        desk.Hold("beta", Sol, "1");
        Assert.Null(desk.Executor.Residuals.Last().InDollars);
    }

    [Fact]
    public void Past_its_deadline_and_not_at_it_trading_is_restrained_until_it_is_closed()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0]);
        desk.Pass(10 * Second);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
        desk.Pass(1);
        Assert.Equal((TradingState.ReduceOnly, "a residual is open past its deadline", "by itself, when it is closed"), (desk.Book.Trading, desk.Book.TradingReason, desk.Book.TradingResumes));
        desk.Pass(1);
        Assert.Equal(TradingState.ReduceOnly, desk.Book.Trading);
        desk.Fill(desk.Sent[1]);
        desk.Pass(1);
        Assert.Equal((TradingState.Active, "", ""), (desk.Book.Trading, desk.Book.TradingReason, desk.Book.TradingResumes));
    }

    [Theory]
    [InlineData(PathKind.Cross, PathKind.Triangular, 0)]
    [InlineData(PathKind.Triangular, PathKind.Cross, 1)]
    public void What_is_not_late_does_not_hide_what_is(PathKind first, PathKind second, int late)
    {
        var desk = new TradingDesk();
        desk.Open(first);
        desk.Open(second);
        desk.Fill(desk.Book.Open[late].Orders[0]);
        desk.Pass((10 * Second) + 1);
        Assert.Equal(TradingState.ReduceOnly, desk.Book.Trading);
    }

    /// <summary>0.002 bitcoin at what they can be sold for.</summary>
    [Fact]
    public void Gathered_to_more_than_is_allowed_and_not_to_just_that_they_restrain_it()
    {
        var probe = new TradingDesk();
        probe.Hold("alpha", Btc, "0.002");
        var worth = probe.Executor.Residuals.Single().InDollars!.Value.Value;
        foreach (var (most, state) in new[] { (worth, TradingState.Active), (worth - new Exact(1, 8), TradingState.ReduceOnly) })
        {
            var desk = new TradingDesk(ExecutionSettings.Default with { MaxResidual = most });
            desk.Hold("alpha", Btc, "0.002");
            desk.Pass(Second);
            Assert.Equal(state, desk.Book.Trading);
        }
    }

    [Fact]
    public void They_are_added_up_over_places_and_what_has_no_price_counts_nothing()
    {
        var desk = new TradingDesk(ExecutionSettings.Default with { MaxResidual = new Exact(35, 2) });
        desk.Hold("alpha", Btc, "0.002");
        desk.Hold("alpha", Sol, "1000");
        desk.Pass(Second);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
        desk.Hold("beta", Btc, "-0.002");
        desk.Pass(Second);
        Assert.Equal((TradingState.ReduceOnly, "residuals have gathered to more than is allowed"), (desk.Book.Trading, desk.Book.TradingReason));

        // As soon as there is less of it, trading goes on by itself.
        desk.Hold("beta", Btc, "0.002");
        desk.Pass(Second);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
    }

    [Theory]
    [InlineData(TradingState.ReduceOnly)]
    [InlineData(TradingState.Halted)]
    public void Whatever_else_stopped_trading_is_not_lifted_and_not_written_over(TradingState state)
    {
        var desk = new TradingDesk();
        desk.Restrain(state);
        desk.Pass(Second);
        Assert.Equal((state, "a person said so"), (desk.Book.Trading, desk.Book.TradingReason));
        desk.Restrain(TradingState.Active, "");
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[0]);
        desk.Restrain(state);
        desk.Pass(11 * Second);
        Assert.Equal((state, "a person said so"), (desk.Book.Trading, desk.Book.TradingReason));
    }
}
