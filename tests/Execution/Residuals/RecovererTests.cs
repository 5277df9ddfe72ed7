using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution.Residuals;

/// <summary>When a leg that is left over is tried again, and at what price.</summary>
public sealed class RecovererTests
{
    private readonly TradingDesk _desk = new();

    [Fact]
    public void What_was_not_filled_waits_its_interval_and_no_longer()
    {
        LeaveOver();
        _desk.End(_desk.Sent[2], ReplyKind.Ended);
        _desk.Pass((250 * Millisecond) - 1);
        Assert.Equal(3, _desk.Sent.Count);
        _desk.Pass(1);
        Assert.Equal(4, _desk.Sent.Count);
    }

    [Fact]
    public void What_was_filled_in_part_is_gone_on_from_at_once()
    {
        var cycle = LeaveOver();
        _desk.Fill(_desk.Sent[2], "0.5");
        Assert.Equal(4, _desk.Sent.Count);
        Assert.Equal(new Quantity(cycle.Change(Btc).Value).ToLot(_desk.AlphaBtc.Instrument.Lot), _desk.Sent[3].Quantity);
    }

    [Fact]
    public void Its_bound_doubles_with_every_attempt_up_to_the_most_that_is_allowed()
    {
        LeaveOver();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            _desk.End(_desk.Sent[^1], ReplyKind.Ended);
            _desk.Pass(Second);
        }

        // 99.90 less 25, 50, 100 and 200 basis points, and then no more.
        Assert.Equal(["99.66", "99.41", "98.91", "97.91", "97.91", "97.91"], _desk.Sent.Skip(2).Select(order => order.Limit.ToString()));
    }

    /// <summary>L11: 1 s, 2 s, 4 s and so on, to 64 s.</summary>
    [Fact]
    public void Refused_it_is_tried_again_after_twice_as_long_each_time_and_at_last_every_64_seconds()
    {
        LeaveOver();
        _desk.BetaBtc.Book.Break(BookReason.Silent);
        _desk.EthBtc.Book.Break(BookReason.Silent);
        foreach (var seconds in new long[] { 1, 2, 4, 8, 16, 32, 64, 64 })
        {
            var sent = _desk.Sent.Count;
            _desk.End(_desk.Sent[^1], ReplyKind.Rejected);
            _desk.Pass((seconds * Second) - 1);
            Assert.Equal(sent, _desk.Sent.Count);
            _desk.Pass(1);
            Assert.Equal(sent + 1, _desk.Sent.Count);
        }
    }

    [Fact]
    public void Only_refusals_make_the_wait_grow()
    {
        LeaveOver();
        _desk.BetaBtc.Book.Break(BookReason.Silent);
        _desk.EthBtc.Book.Break(BookReason.Silent);
        _desk.End(_desk.Sent[2], ReplyKind.Ended);
        _desk.Pass(Second);
        _desk.End(_desk.Sent[3], ReplyKind.Rejected);
        _desk.Pass(Second);
        Assert.Equal(5, _desk.Sent.Count);
    }

    [Fact]
    public void Without_the_lease_nothing_is_sent_and_with_it_at_once()
    {
        _desk.Open(PathKind.Cross);
        _desk.Converge();
        _desk.Executor.HoldsLease = false;
        _desk.Fill(_desk.Sent[0]);
        _desk.End(_desk.Sent[1], ReplyKind.Ended);
        Assert.Equal(2, _desk.Sent.Count);
        Assert.Equal(CycleOutcome.Recovering, _desk.Book.Open[0].Outcome);
        _desk.Executor.HoldsLease = true;
        _desk.Pass(1);
        Assert.Equal(3, _desk.Sent.Count);
    }

    [Fact]
    public void An_order_says_which_leg_it_closes()
    {
        LeaveOver();
        Assert.Equal((_desk.AlphaBtc, 0), (_desk.Sent[2].Traded, _desk.Sent[2].Leg));
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.End(desk.Sent[0], ReplyKind.Ended);
        desk.Fill(desk.Sent[1]);
        Assert.Equal((desk.BetaBtc, 1), (desk.Sent[2].Traded, desk.Sent[2].Leg));
    }

    [Fact]
    public void One_on_a_pair_that_was_not_planned_is_the_last_legs()
    {
        _desk.Open(PathKind.Cross);
        _desk.Quote(_desk.BetaBtc, "99.85", "99.95");
        _desk.Fill(_desk.Sent[0]);
        _desk.End(_desk.Sent[1], ReplyKind.Ended);
        Assert.Equal((_desk.EthBtc, 1), (_desk.Sent[2].Traded, _desk.Sent[2].Leg));
    }

    /// <summary>No round of ever new orders: from the seventh attempt on only ways that end at home.</summary>
    [Fact]
    public void After_six_attempts_only_ways_of_one_order_are_taken()
    {
        _desk.Open(PathKind.Cross);
        _desk.Quote(_desk.BetaBtc, "99.85", "99.95");
        _desk.Fill(_desk.Sent[0]);
        _desk.End(_desk.Sent[1], ReplyKind.Ended);
        for (var attempt = 0; attempt < 6; attempt++)
        {
            Assert.Equal(_desk.EthBtc, _desk.Sent[^1].Traded);
            _desk.End(_desk.Sent[^1], ReplyKind.Ended);
            _desk.Pass(Second);
        }

        Assert.Equal((OrderPurpose.Unwind, _desk.AlphaBtc), (_desk.Sent[^1].Purpose, _desk.Sent[^1].Traded));
    }

    [Fact]
    public void Two_assets_that_are_left_over_on_their_own_are_closed_side_by_side()
    {
        _desk.Deposit(Alpha, Btc, "50");
        _desk.Deposit(Alpha, Eth, "500");
        var cycle = _desk.Open(PathKind.Triangular);
        _desk.Converge();
        _desk.Quote(_desk.EthBtc, "0.0100", "0.0900");
        _desk.Fill(_desk.Sent[0]);
        _desk.Fill(_desk.Sent[2], "0.5");
        _desk.End(_desk.Sent[1], ReplyKind.Ended);
        Assert.Equal([(Side.Sell, _desk.AlphaBtc), (Side.Buy, _desk.EthUsdt)], _desk.Sent.Skip(3).Select(order => (order.Side, order.Traded)));
        Assert.Equal(2, cycle.Exposures.Count());
    }

    /// <summary>Two bitcoin or so are bought on alpha, and not sold on beta.</summary>
    private Cycle LeaveOver()
    {
        var cycle = _desk.Open(PathKind.Cross);
        _desk.Converge();
        _desk.Fill(_desk.Sent[0]);
        _desk.End(_desk.Sent[1], ReplyKind.Ended);
        return cycle;
    }
}
