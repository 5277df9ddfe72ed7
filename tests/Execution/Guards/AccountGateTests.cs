using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Risk;

namespace Arbit.Tests.Execution.Guards;

/// <summary>A cycle of which one leg would be kept back is not begun, so that no leg is left open by the guard itself.</summary>
public sealed class AccountGateTests
{
    private const long Day = 86_400 * RiskBench.Second;
    private const long Now = (20_000 * Day) + RiskBench.Second;
    private static readonly OrderLimits Limits = new(Amount.Parse("10"), Amount.Parse("25"));

    private readonly RiskBench _bench = new();

    [Fact]
    public void Until_every_account_of_a_path_is_confirmed_nothing_begins()
    {
        var gate = Gate();
        Assert.Equal(RefusalReason.NotConfirmed, gate.Check(_bench.Cross, Now));
        gate.Take(new AccountStanding(RiskBench.Alpha, true));
        Assert.Equal(RefusalReason.NotConfirmed, gate.Check(_bench.Cross, Now));
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Triangle, Now));
        Assert.Equal("within a minute of `arbit confirm beta`", Assert.Single(gate.StopsAt(Now)).Resumes);
        gate.Take(new AccountStanding(RiskBench.Beta, true));
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Cross, Now));
        Assert.Empty(gate.StopsAt(Now));
    }

    [Fact]
    public void A_cycle_is_as_large_as_its_orders_may_be_with_room_for_the_price()
    {
        Assert.Equal(Exact.Parse("9.7"), Opened().Cap(_bench.Cross, new Exact(200, 0), out var reason));
        Assert.Equal(RefusalReason.AccountLimit, reason);
        Assert.Equal(Exact.Parse("7"), Opened().Cap(_bench.Cross, new Exact(7, 0), out _));
    }

    [Fact]
    public void What_is_left_of_a_day_is_shared_by_the_legs_at_one_venue()
    {
        var gate = Opened();
        _bench.Send(Now, "0.1", "10");
        Assert.Equal(Exact.Parse("9.7"), gate.Cap(_bench.Cross, new Exact(200, 0), out _));
        Assert.Equal(Exact.Parse("4.85"), gate.Cap(_bench.Triangle, new Exact(200, 0), out _));
        _bench.Send(Now, "0.1", "10");
        Assert.Equal(Exact.Parse("4.85"), gate.Cap(_bench.Cross, new Exact(200, 0), out _));
        Assert.StartsWith("of its 25 USD a day", Assert.Single(gate.StopsAt(Now)).Reason, StringComparison.Ordinal);
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Cross, Now + Day));
        Assert.Equal(Exact.Parse("9.7"), gate.Cap(_bench.Cross, new Exact(200, 0), out _));
    }

    [Theory]
    [InlineData("0.0999", RefusalReason.None)]
    [InlineData("0.1001", RefusalReason.AccountLimit)]
    public void A_leg_is_measured_at_its_limit_as_the_guard_will(string quantity, RefusalReason expected)
        => Assert.Equal(expected, Check(Opened(), quantity));

    [Fact]
    public void A_dry_run_needs_no_confirmation_sizes_every_cycle_and_begins_none()
    {
        var gate = Gate(OrderMode.DryRun);
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Cross, Now));
        Assert.Equal(Exact.Parse("9.7"), gate.Cap(_bench.Cross, new Exact(200, 0), out _));
        Assert.Equal(RefusalReason.DryRun, Check(gate, "0.05"));
        Assert.Equal(RefusalReason.AccountLimit, Check(gate, "0.2"));
        Assert.Equal(StopScope.Everything, Assert.Single(gate.StopsAt(Now)).Scope);
    }

    [Fact]
    public void What_was_kept_back_is_not_counted_with_the_day_and_a_restart_counts_the_rest()
    {
        var first = _bench.Send(Now, "0.1", "10");
        _bench.Send(Now, "0.05", "5");
        _bench.Book.Apply(new OrderEnded(Now, first.Id, OrderState.Rejected, "") { IsKeptBack = true });
        Assert.Equal(Amount.Parse("5"), _bench.Book.Sent.InDollars(_bench.Rates, RiskBench.Alpha, Now));
        var after = new TradeBook(_bench.Instruments, new HashSet<Asset> { RiskBench.Usdt });
        after.Restore(RecordCodec.Decode<Checkpoint>(RecordCodec.Encode(_bench.Book.ToCheckpoint())));
        Assert.Equal(Amount.Parse("5"), after.Sent.InDollars(_bench.Rates, RiskBench.Alpha, Now));
        Assert.Equal(Amount.Zero, after.Sent.InDollars(_bench.Rates, RiskBench.Beta, Now));
        Assert.Equal(Amount.Zero, after.Sent.InDollars(_bench.Rates, RiskBench.Alpha, Now + Day));
    }

    private AccountGate Gate(OrderMode mode = OrderMode.Real)
        => new(new AccountGateSettings(mode, new Dictionary<Venue, OrderLimits> { [RiskBench.Alpha] = Limits, [RiskBench.Beta] = Limits }), _bench.Book.Sent, _bench.Rates);

    private AccountGate Opened()
    {
        var gate = Gate();
        gate.Take(new AccountStanding(RiskBench.Alpha, true));
        gate.Take(new AccountStanding(RiskBench.Beta, true));
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Cross, Now));
        return gate;
    }

    /// <summary>Of the cross path at its best prices: 100 to buy, 102 to sell; the limit to buy is 100.</summary>
    private RefusalReason Check(AccountGate gate, string quantity)
    {
        var legs = _bench.Cross.From(0);
        foreach (var leg in legs)
            leg.Ladder.Clear(2, 4);
        var units = Quantity.Parse(quantity).ToUnits(4);
        return gate.Check(legs, [new SizedLeg(units, 0, 0, 10_000), new SizedLeg(units, 0, 0, 10_000)]);
    }
}
