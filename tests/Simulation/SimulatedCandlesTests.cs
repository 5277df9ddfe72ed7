using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.Tests.Simulation;

public sealed class SimulatedCandlesTests
{
    private static readonly SimulationOptions Options = new() { Seed = 162 };

    [Fact]
    public void They_are_the_same_for_a_seed_on_any_day_and_others_for_another()
    {
        var first = SimulatedCandles.Before(Options, 20_000, 20);
        var later = SimulatedCandles.Before(Options, 20_777, 20);
        Assert.True(first.IsSimulated);
        Assert.Equal(["BNB", "BTC", "ETH", "PAXG", "SOL"], first.Candles.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(first.Of("BTC").Select(day => day with { Day = day.Day + 777 }), later.Of("BTC"));
        Assert.NotEqual(first.Of("BTC"), SimulatedCandles.Before(Options with { Seed = 163 }, 20_000, 20).Of("BTC"));
    }

    [Theory]
    [InlineData("BTC", 61_837.63, 250, 900)]
    [InlineData("SOL", 161.47, 350, 1_400)]
    [InlineData("PAXG", 2_427, 50, 300)]
    public void They_are_days_of_the_market_that_they_come_before(string asset, double price, double least, double most)
    {
        var days = SimulatedCandles.Before(Options, 20_000, 20).Of(asset);
        Assert.Equal(Enumerable.Range(19_980, 20).Select(day => (long)day), days.Select(day => day.Day));
        Assert.All(days, day => Assert.True(day.Low <= Math.Min(day.Open, day.Close) && day.High >= Math.Max(day.Open, day.Close)));
        Assert.All(days, day => Assert.InRange(day.Close, price * 0.8, price * 1.2));
        Assert.InRange(days.Average(day => day.RangeBps), least, most);
        Assert.All(days, day => Assert.Equal(DailyCandle.SecondsADay, day.ObservedSeconds));
    }
}
