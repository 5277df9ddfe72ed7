using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Risk;

/// <summary>Modes and fuel: 85 and 15 per cent for Q-Bot, of which 80 and 20 for its two strategies.</summary>
public sealed class FuelTests
{
    private readonly RiskBench _bench = new();

    [Theory]
    [InlineData("GOLD", "1350", "1080", "270")]
    [InlineData("BTC", "7650", "6120", "1530")]
    public void The_modes_shares_of_nine_thousand_dollars(string mode, string qBot, string cross, string triangular)
    {
        var fuel = Of(mode, "9000");
        Assert.Equal(
            (Exact.Parse(qBot), Exact.Parse(cross), Exact.Parse(triangular)),
            (fuel.OfQBot(), fuel.Of(PathKind.Cross), fuel.Of(PathKind.Triangular)));
    }

    [Fact]
    public void What_open_cycles_have_claimed_is_not_claimed_again()
    {
        var fuel = Of("GOLD", "9000");
        var gate = new SizeCaps([fuel], new Exact(200, 0));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(new Exact(200, 0), fuel.Cap(_bench.Cross, new Exact(200, 0), out _));
            _bench.Send(RiskBench.Second, "2", "200");
        }

        Assert.Equal(new Exact(80, 0), fuel.Cap(_bench.Cross, new Exact(200, 0), out var reason));
        Assert.Equal(RefusalReason.FuelSpent, reason);
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Cross, 0));
        var last = _bench.Send(RiskBench.Second, "0.8", "80");
        Assert.Equal(RefusalReason.FuelSpent, gate.Check(_bench.Cross, 0));
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Triangle, 0));
        _bench.End(last, OrderState.Rejected, RiskBench.Second);
        _bench.Book.Apply(new EdgeRunner.Execution.Records.CycleClosed(RiskBench.Second, 1, 6, CycleOutcome.Missed, Amount.Zero, Amount.Zero, Amount.Zero));
        Assert.Equal(RefusalReason.None, gate.Check(_bench.Cross, 0));
    }

    [Fact]
    public void Measured_at_each_balance_check_and_not_between()
    {
        var capital = "9000";
        var fuel = new Fuel(Settings("GOLD"), _bench.Book, _bench.Rates, () => Amount.Parse(capital));
        fuel.OnTimer(0);
        capital = "4000";
        fuel.OnTimer(fuel.Settings.Interval - 1);
        Assert.Equal(Amount.Parse("9000"), fuel.Capital);
        fuel.OnTimer(fuel.Settings.Interval);
        Assert.Equal(Amount.Parse("4000"), fuel.Capital);
    }

    private static FuelSettings Settings(string mode)
    {
        var options = Configuration.ArbitSettingsTests.Working();
        options.InitialMode = mode;
        return ArbitSettings.Read(options).Engine.Risk.Fuel!;
    }

    private Fuel Of(string mode, string capital)
    {
        var fuel = new Fuel(Settings(mode), _bench.Book, _bench.Rates, () => Amount.Parse(capital));
        fuel.OnTimer(0);
        return fuel;
    }
}
