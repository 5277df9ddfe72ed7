using System.Text.Json;
using Arbit.EdgeRunner.Detection.Cases;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Detection.Oracle;

namespace Arbit.Tests.Lessons;

/// <summary>The hedge venue had no funds and quoting went on (hummingbot #3313): no more is bought than the other venue can sell.</summary>
public sealed class L05_HedgeCapacityTests
{
    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("0.5007", "0.5")]
    public void No_more_is_bought_than_the_other_venue_holds_to_sell(string held, string traded)
    {
        var cross = Judge(held);
        Assert.True(cross.Taken);
        Assert.Equal(traded, cross.Legs[1].Quantity);

        // What is bought arrives less its fee, and on the lot: no more than a lot over what can be sold.
        Assert.True(Exact.Parse(cross.Legs[0].Quantity) * Exact.Parse("0.999") - Exact.Parse(traded) < Exact.Parse("0.001"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.0009")]
    public void Where_it_holds_nothing_that_can_be_sold_nothing_is_bought(string held)
        => Assert.Equal(RefusalReason.InsufficientBalance, Judge(held).Reason);

    private static EdgeRunner.Detection.CandidateView Judge(string held)
    {
        var file = new JudgedCase(
            50m,
            1_000m,
            500,
            new Dictionary<(string, string), decimal>(),
            new Dictionary<(string, string), decimal> { [("alpha", "USDT")] = 10_000m, [("beta", "BTC")] = decimal.Parse(held, System.Globalization.CultureInfo.InvariantCulture) },
            [Instrument("alpha", 99m, 100m), Instrument("beta", 103m, 104m)]);
        using var document = JsonDocument.Parse(file.Json());
        return Assert.Single(new DetectionCase(document.RootElement).Judge());
    }

    private static JudgedInstrument Instrument(string venue, decimal bid, decimal ask)
        => new(venue, "BTC", "USDT", 0.01m, 0.001m, 0m, 0m, 10m, false, [(bid, 1_000m)], [(ask, 1_000m)]);
}
