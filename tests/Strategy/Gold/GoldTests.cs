using System.Globalization;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Strategy.Gold;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Strategy.Gold;

/// <summary>The flip's 85 and 15 %, the sweep, the BNB minimum, and slices (strategy.md, Mode Manager, Money Manager, G-Bot).</summary>
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

    [Theory]
    [InlineData("at least ten dollars", "1", 50, "500", "0", "10 0.02 0.02")]
    [InlineData("before the first trade", "0", 0, "500", "0.005", "10 0.02 0.015")]
    [InlineData("the fees of a hundred trades", "15", 100, "600", "0.01", "15 0.025 0.015")]
    [InlineData("rounded up", "20", 3, "700", "1", "666.67 0.95238572 0")]
    [InlineData("there is enough", "15", 100, "600", "0.025", "15 0.025 0")]
    public void The_bnb_minimum_is_the_next_hundred_trades(string name, string fees, int trades, string price, string held, string reserve)
    {
        var minimum = FeeReserve.Of(Exact.Parse(fees), trades, Price.Parse(price), Amount.Parse(held));

        Assert.True(reserve == $"{minimum.Dollars} {minimum.Amount} {minimum.Missing}", $"{name}: {minimum}");
    }

    [Fact]
    public void Without_a_price_there_is_no_minimum()
        => Assert.Throws<ArgumentOutOfRangeException>(() => FeeReserve.Of(Exact.Zero, 0, Price.Zero, Amount.Zero));

    [Theory]
    [InlineData("all of it where the book is deep", Side.Buy, "100 90, 101 90", "1000", "0", "10")]
    [InlineData("under a fifth of the five best", Side.Buy, "100 3, 100.01 1, 100.02 1, 100.03 1, 100.04 1, 100.05 500", "100000", "0", "1.39")]
    [InlineData("no farther than the slippage", Side.Buy, "100 1, 109 99", "100000", "0", "0.9")]
    [InlineData("a sale too", Side.Sell, "100 1, 99.99 9", "50", "0", "1.99")]
    [InlineData("too little for an order", Side.Buy, "100 90", "9", "10", "0")]
    [InlineData("an empty book", Side.Buy, "", "1000", "0", "0")]
    public void A_slice_is_what_the_depth_allows(string name, Side side, string levels, string available, string minNotional, string slice)
        => Assert.True(slice == GoldSlice.Next(Leg(side, levels, minNotional), Exact.Parse(available), SizingRules.Careful).ToString(), name);

    [Fact]
    public void Slices_come_to_the_whole_and_none_is_more_than_the_book_allows()
    {
        // The book fills up again between slices; what is left in the end is less than an order.
        var left = new Exact(5_000, 0);
        var slices = 0;
        while (GoldSlice.Next(Leg(Side.Buy, "100 5, 100.01 5", "10"), left, SizingRules.Careful) is { IsZero: false } slice)
        {
            Assert.True(slice < Quantity.Parse("2"));
            left -= slice.Value * new Exact(100, 0);
            slices++;
        }

        Assert.True(left.Sign >= 0 && left < new Exact(11, 0), $"{left} left");
        Assert.True(slices > 20, $"{slices} slices");
    }

    private static PathLeg Leg(Side side, string levels, string minNotional)
    {
        var instrument = new Instrument(
            new Venue("alpha"), Symbol.Parse("PAXG/USDT"), "X", Price.Parse("0.01"), Quantity.Parse("0.01"), Quantity.Zero, Notional.Parse(minNotional), FeeSchedule.PaperDefault);
        var leg = new PathLeg(instrument, side);
        leg.Ladder.Clear(2, 2);
        foreach (var level in levels.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(level => level.Split(' ')))
            leg.Ladder.Add(Price.Parse(level[0]).ToUnits(2), Quantity.Parse(level[1]).ToUnits(2));
        leg.Prepare(instrument);
        return leg;
    }

    private static IEnumerable<GoldPosition> Positions(string text)
        => text.Split(", ").Select(item => item.Split(' ')).Select(words => new GoldPosition(words[0] == "cold" ? null : new Venue(words[0]), Amount.Parse(words[1])));

    private static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Amount.Zero, (sum, amount) => sum + amount);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
