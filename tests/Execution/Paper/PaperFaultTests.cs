using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;
using static Arbit.Tests.Execution.Paper.PaperBench;

namespace Arbit.Tests.Execution.Paper;

/// <summary>What can go wrong between a venue and whoever trades there: each knob by itself, and all at once.</summary>
public sealed class PaperFaultTests(ITestOutputHelper output)
{
    private static PaperSettings Calm => PaperSettings.Faultless;

    [Fact]
    public void Acknowledged_first_it_is_answered_twice()
    {
        using var bench = new PaperBench(Calm with { AckFirstPerMille = 1000 });
        bench.Send(Side.Buy, "1", "100");
        bench.Pass(20 * Millisecond);
        Assert.Equal(ReplyKind.Accepted, Assert.Single(bench.Replies).Kind);
        bench.Pass(Second);
        Assert.Equal((ReplyKind.Ended, "1"), (bench.Replies[1].Kind, bench.Replies[1].Filled.ToString()));
    }

    [Fact]
    public void A_doubled_answer_is_the_same_answer()
    {
        using var bench = new PaperBench(Calm with { DoubledAnswerPerMille = 1000 });
        bench.Send(Side.Buy, "1", "100");
        bench.Pass(Second);
        bench.Pass(Second);
        Assert.Equal(2, bench.Replies.Count);
        Assert.Equal(bench.Replies[0], bench.Replies[1]);
    }

    [Fact]
    public void A_late_answer_comes_after_the_look_up_that_was_told_the_truth()
    {
        using var bench = new PaperBench(Calm with { LateAnswerPerMille = 1000, Lateness = 1000 * Second });
        var order = bench.Send(Side.Buy, "1", "100");
        bench.Pass(20 * Millisecond);
        Assert.Empty(bench.Replies);
        bench.Venue.LookUp(order);
        bench.Pass(0);
        Assert.Single(bench.Replies);
        bench.Pass(1000 * Second);
        Assert.Equal(2, bench.Replies.Count);
        Assert.Equal(bench.Replies[0], bench.Replies[1]);
    }

    [Fact]
    public void Filled_after_its_end_it_is_said_to_have_ended_with_less_and_later_with_more()
    {
        using var bench = new PaperBench(Calm with { FillAfterEndPerMille = 1000 });
        var order = bench.Send(Side.Buy, "1", "100");
        bench.Pass(20 * Millisecond);
        bench.Venue.LookUp(order);
        bench.Pass(0);
        Assert.Equal(2, bench.Replies.Count);
        Assert.Equal((ReplyKind.Ended, true), (bench.Replies[0].Kind, bench.Replies[0].Filled < order.Quantity));
        Assert.Equal(bench.Replies[0], bench.Replies[1]);
        Assert.Equal("3", bench.Account.Of(Btc).Total.ToString());
        bench.Pass(10 * Second);
        Assert.Equal((ReplyKind.Ended, "1"), (bench.Replies[2].Kind, bench.Replies[2].Filled.ToString()));
    }

    [Fact]
    public void Part_comes_first_and_the_rest_behind_it()
    {
        using var bench = new PaperBench(Calm with { PartThenRestPerMille = 1000 });
        bench.Send(Side.Sell, "1", "99");
        bench.Pass(20 * Millisecond);
        Assert.NotEqual(ReplyKind.Ended, Assert.Single(bench.Replies).Kind);
        bench.Pass(Second);
        Assert.Equal((ReplyKind.Ended, "1"), (bench.Replies[1].Kind, bench.Replies[1].Filled.ToString()));
    }

    [Fact]
    public void A_look_up_misses_only_within_the_first_moments()
    {
        using var bench = new PaperBench(Calm with { LookUpMissesPerMille = 1000 });
        var order = bench.Send(Side.Buy, "1", "100");
        bench.Venue.LookUp(order);
        bench.Pass(Second);
        bench.Venue.LookUp(order);
        bench.Pass(3 * Second);
        bench.Venue.LookUp(order);
        bench.Pass(0);
        Assert.Equal([ReplyKind.NotFound, ReplyKind.Ended, ReplyKind.NotFound, ReplyKind.Ended], bench.Replies.Select(reply => reply.Kind));
    }

    [Fact]
    public void Whatever_goes_wrong_words_are_cumulative_and_the_account_adds_up()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random((int)Seeds.Current);
        var settings = new PaperSettings((int)Seeds.Current, 5 * Millisecond, 40 * Millisecond, 200, 100, 100, 100)
        {
            AckFirstPerMille = 300,
            DoubledAnswerPerMille = 200,
            LateAnswerPerMille = 200,
            FillAfterEndPerMille = 300,
            CancelRacePerMille = 500,
            LookUpMissesPerMille = 300,
            PartThenRestPerMille = 300,
        };
        using var bench = new PaperBench(settings);
        var orders = new Dictionary<string, Order>(StringComparer.Ordinal);
        for (var step = 0; step < 2_000; step++)
        {
            var mid = random.Next(95, 105);
            bench.Quote($"{mid}", $"{mid + 1}", $"{random.Next(1, 4)}");
            if (random.Next(3) == 0)
            {
                var order = bench.Send(random.Next(2) == 0 ? Side.Buy : Side.Sell, $"0.{random.Next(60, 999)}", $"{random.Next(95, 106)}", (TimeInForce)random.Next(3));
                orders.Add(order.Id, order);
            }

            var known = orders.Values.ElementAtOrDefault(random.Next(orders.Count + 1));
            if (known is not null && random.Next(2) == 0)
                bench.Venue.Cancel(known);
            else if (known is not null)
                bench.Venue.LookUp(known);
            bench.Pass(random.NextInt64(200 * Millisecond));
        }

        bench.Pass(10 * Second);
        Assert.True(bench.Account.Fills.Count() > 100, $"{bench.Account.Fills.Count()} fills");
        foreach (var words in bench.Replies.GroupBy(reply => reply.ClientOrderId, StringComparer.Ordinal))
            Assert.True(words.All(reply => orders[words.Key].CanBecome(reply)), $"{words.Key} was said to be what it cannot be");
        RequireAddedUp(bench, orders);
    }

    private static void RequireAddedUp(PaperBench bench, Dictionary<string, Order> orders)
    {
        var (usdt, btc, locked) = (1000m, 2m, 0m);
        foreach (var order in bench.Account.Pending.Concat(bench.Account.Ended))
        {
            var sign = order.Side == Side.Buy ? 1 : -1;
            btc += sign * order.Filled.Value.ToDecimal();
            usdt -= sign * order.FilledNotional.Value.ToDecimal();
            usdt -= order.Fee.Value.ToDecimal();
            locked += order.Spends == Usdt ? order.Locked.Value.ToDecimal() : 0;
            Assert.True(order.Filled <= orders[order.Id].Quantity);
        }

        Assert.Equal((usdt, btc, locked), (bench.Account.Of(Usdt).Total.Value.ToDecimal(), bench.Account.Of(Btc).Total.Value.ToDecimal(), bench.Account.Of(Usdt).Locked.Value.ToDecimal()));
        Assert.True(bench.Account.Of(Usdt).Free.Sign >= 0 && bench.Account.Of(Btc).Free.Sign >= 0);
    }
}
