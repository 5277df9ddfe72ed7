using System.Globalization;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Strategy.Gold;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Strategy.Gold;

/// <summary>The flip's 85 and 15 %, and the sweep (strategy.md, Mode Manager, Money Manager, G-Bot).</summary>
public sealed class GoldTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("one venue", "a 2", "a 1.7 0.3")]
    [InlineData("the withdrawal leaves from the largest", "a 1, b 3", "a 1 0, b 2.4 0.6")]
    [InlineData("from two where one is too small for it", "a 0.1, b 0.1, c 0.1, d 0.1, e 0.1, f 0.1, g 0.1, h 0.1", "a 0 0.1, b 0.08 0.02, c 0.1 0, d 0.1 0, e 0.1 0, f 0.1 0, g 0.1 0, h 0.1 0")]
    [InlineData("the cold wallet is not counted", "a 2, cold 100", "a 1.7 0.3")]
    [InlineData("what a withdrawal cannot carry is sold", "a 0.00000009", "a 0.00000008 0.00000001")]
    [InlineData("nothing", "a 0", "a 0 0")]
    [InlineData("nowhere", "cold 1", "")]
    public void A_flip_to_btc_sells_85_and_withdraws_15_percent(string name, string positions, string shares)
    {
        var split = FlipSplit.Of(Positions(positions), 8, FlipSplit.Kept);

        Assert.True(shares == string.Join(", ", split.Select(share => $"{share.Venue} {share.Sold} {share.Withdrawn}")), name);
    }

    [Fact]
    public void A_split_adds_up_to_the_last_digit()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random(unchecked((int)Seeds.Current));
        for (var i = 0; i < 5_000; i++)
        {
            var positions = Enumerable.Range(0, random.Next(1, 6)).Select(n => new GoldPosition(new Venue($"v{n}"), Amount.FromUnits(random.NextInt64()))).ToList();
            var split = FlipSplit.Of(positions.Append(new GoldPosition(null, Amount.Parse("7"))), 8, FlipSplit.Kept);

            var all = Sum(positions.Select(position => position.Amount));
            var withdrawn = Sum(split.Select(share => share.Withdrawn));
            var name = $"{i} [{Seeds.Variable}={Seeds.Current}]";
            Assert.True(Sum(split.Select(share => share.Sold)) + withdrawn == all, name);
            Assert.All(split, share => Assert.True(share.Sold.Sign >= 0 && share.Withdrawn.Value.Decimals <= 8, name));

            // Short of 15 % by less than the last digit of a withdrawal for each venue, and never over it.
            var short15 = (all.Value * Exact.Parse("0.15")) - withdrawn.Value;
            Assert.True(short15.Sign >= 0 && short15 < new Exact(positions.Count, 8), name);
        }
    }

    [Theory]
    [InlineData("15 % of the profit", true, "2027-02-01T00:00:00Z", "2027-01-31T23:59:59Z", "100.01", "0", "None 15.0015 0")]
    [InlineData("the first", true, "2027-02-01T00:00:00Z", null, "100", "0", "None 15 0")]
    [InlineData("after a loss that was carried", true, "2027-02-01T00:00:00Z", null, "100", "40", "None 9 0")]
    [InlineData("a loss larger than the profit is carried on", true, "2027-02-01T00:00:00Z", null, "30", "40", "NoProfit 0 10")]
    [InlineData("a loss is carried on", true, "2027-02-01T00:00:00Z", null, "-5.5", "0", "NoProfit 0 5.5")]
    [InlineData("neither profit nor loss", true, "2027-02-01T00:00:00Z", null, "0", "0", "NoProfit 0 0")]
    [InlineData("a second one in the month", true, "2027-01-31T23:59:59Z", "2027-01-01T00:00:00Z", "100", "0", "SweptThisMonth 0 0")]
    [InlineData("the month is UTC's", true, "2027-02-01T01:00:00+02:00", "2027-01-01T00:00:00Z", "100", "0", "SweptThisMonth 0 0")]
    [InlineData("the same month of another year", true, "2028-01-15T00:00:00Z", "2027-01-15T00:00:00Z", "100", "0", "None 15 0")]
    [InlineData("in GOLD mode", false, "2027-02-01T00:00:00Z", null, "100", "0", "NotInBtcMode 0 0")]
    public void A_sweep_is_a_share_of_the_profit_once_a_month(string name, bool isBtc, string now, string? last, string realised, string carried, string swept)
    {
        var decision = Sweep.Of(new SweepInput(isBtc, At(now), last is null ? null : At(last), Exact.Parse(realised), Exact.Parse(carried)), FlipSplit.Kept);

        Assert.True(swept == $"{decision.Refusal} {decision.Dollars} {decision.LossCarried}", name);
    }

    private static IEnumerable<GoldPosition> Positions(string text)
        => text.Split(", ").Select(item => item.Split(' ')).Select(words => new GoldPosition(words[0] == "cold" ? null : new Venue(words[0]), Amount.Parse(words[1])));

    private static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Amount.Zero, (sum, amount) => sum + amount);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
