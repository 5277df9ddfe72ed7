using System.Globalization;
using Arbit.Money;
using Arbit.Strategy.Transfers;

namespace Arbit.Tests.Strategy.Transfers;

/// <summary>When a transfer waits for a person.</summary>
public sealed class TransferApprovalTests
{
    private static readonly TransferApproval Limited = TransferApproval.Default with { AmountLimit = Exact.Parse("2000") };

    [Theory]
    [InlineData("the first, under a dollar", "1000", "0.99", "0.99", true, 0, "0", "0", "9000", "")]
    [InlineData("the first, at a dollar", "1000", "1", "1", true, 0, "0", "0", "9000", "AverageFee")]
    [InlineData("a dear one that the others carry", "1000", "4", "4", true, 9, "5.99", "5.99", "9000", "")]
    [InlineData("a dear one that they no longer carry", "1000", "4", "4", true, 9, "6", "6", "9000", "AverageFee")]
    [InlineData("a second transfer is no second rebalance", "1000", "0.5", "0.5", false, 1, "0.5", "0.5", "9000", "AverageFee")]
    [InlineData("just under half a percent", "1000", "0.1", "4.99", true, 50, "10", "40", "9000", "")]
    [InlineData("half a percent", "1000", "0.1", "5", true, 50, "10", "40", "9000", "YearlyCost")]
    [InlineData("without capital", "1000", "0.1", "0.1", true, 50, "1", "1", "0", "YearlyCost")]
    [InlineData("at the limit", "2000", "0.1", "0.1", true, 5, "1", "1", "9000", "")]
    [InlineData("above the limit", "2000.01", "0.1", "0.1", true, 5, "1", "1", "9000", "AmountAboveLimit")]
    [InlineData("all at once", "2001", "50", "50", true, 0, "0", "0", "9000", "AmountAboveLimit, AverageFee, YearlyCost")]
    public void A_person_is_asked_where_a_bound_would_break(
        string name, string dollars, string fee, string cost, bool begins, int rebalances, string fees, string costs, string capital, string reasons)
    {
        var before = new TrailingYear(rebalances, Exact.Parse(fees), Exact.Parse(costs));

        var needed = Limited.Needed(TransferRules.Rebalance, Exact.Parse(dollars), Exact.Parse(fee), Exact.Parse(cost), begins, before, Exact.Parse(capital));

        Assert.True(reasons == string.Join(", ", needed), $"{name}: {string.Join(", ", needed)}");
    }

    [Fact]
    public void Gold_always_asks_and_breaks_no_average()
        => Assert.Equal(
            [ApprovalReason.RulesAsk],
            Limited.Needed(TransferRules.Gold, Exact.One, new Exact(40, 0), new Exact(40, 0), true, TrailingYear.None, new Exact(9_000, 0)));

    [Fact]
    public void Without_a_configured_limit_no_amount_asks()
        => Assert.Empty(TransferApproval.Default.Needed(TransferRules.Rebalance, new Exact(1_000_000, 0), Exact.Zero, Exact.Zero, true, TrailingYear.None, new Exact(9_000, 0)));

    [Fact]
    public void A_year_is_twelve_months_and_a_rebalance_counts_once()
    {
        var now = At("2027-03-01T12:00:00Z");
        TransferRecord[] transfers =
        [
            Record("old", "2026-03-01T12:00:00Z"), Record("a", "2026-03-01T12:00:01Z"), Record("a", "2026-08-01T00:00:00Z"),
            Record("b", "2027-03-01T12:00:00Z"), Record("later", "2027-03-01T12:00:01Z"),
        ];

        Assert.Equal(new TrailingYear(2, Exact.Parse("0.75"), Exact.Parse("1.5")), TrailingYear.Before(now, transfers));
    }

    private static TransferRecord Record(string rebalance, string at) => new(rebalance, At(at), Exact.Parse("0.25"), Exact.Parse("0.5"));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
