using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Tests.Execution;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Treasury;

/// <summary>A patient trade on command: limits rest on their own side, follow the best price, and what is left is taken.</summary>
public sealed class RestingTradeTests
{
    private readonly TradingDesk _desk = new();

    public RestingTradeTests()
    {
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00", "20");
        _desk.Command(new Reserve("r", Later, "r", "alpha", Usdt, Amount("1000"), null));
    }

    private DateTimeOffset Later => Treasurer.TimeOf(_desk.Now + (600 * Second));

    private Order Last => _desk.Sent[^1];

    private TradeAnswer Answer => Assert.IsType<TradeAnswer>(_desk.Answers[^1]);

    [Fact]
    public void It_rests_a_fifth_of_the_depth_at_the_best_price_of_its_own_side()
    {
        _desk.Command(Buy("1000"));
        Assert.Equal((TimeInForce.PostOnly, Price.Parse("99.9"), Quantity.Parse("4")), (Last.TimeInForce, Last.Limit, Last.Quantity));
        Accept();
        _desk.Pass(20 * Second);
        Assert.Single(_desk.Sent);
        Assert.Empty(_desk.Cancelled);
        Assert.Empty(_desk.LookedUp);
    }

    [Fact]
    public void It_follows_the_best_price_and_places_what_is_then_missing_once_the_end_is_proven()
    {
        _desk.Command(Buy("1000"));
        Accept();
        _desk.Pass(3 * Second);
        _desk.Quote(_desk.AlphaBtc, "99.92", "100.00", "20");
        _desk.Pass(Second);
        Assert.Equal(Last, Assert.Single(_desk.Cancelled));
        _desk.Pass(Second);
        Assert.Single(_desk.Sent);
        _desk.Fill(Last, "0.5");
        _desk.Pass(Second);
        _desk.Pass(Second);
        Assert.Equal((2, Price.Parse("99.92"), Quantity.Parse("2")), (_desk.Sent.Count, Last.Limit, Last.Quantity));
    }

    [Fact]
    public void It_never_pays_more_than_the_slippage_over_the_price_that_it_began_with()
    {
        _desk.Command(Buy("1000"));
        Accept();
        _desk.Pass(3 * Second);
        _desk.Quote(_desk.AlphaBtc, "109.90", "110.00", "20");
        _desk.Pass(Second);
        _desk.End(Last, ReplyKind.Ended);
        _desk.Pass(Second);
        _desk.Pass(Second);
        Assert.True(Last.Limit <= Price.Parse("100.05"), $"{Last.Limit}");
        Assert.Equal(TimeInForce.PostOnly, Last.TimeInForce);
    }

    [Fact]
    public void Filled_slice_by_slice_it_takes_only_the_rest_and_answers_to_the_last_digit()
    {
        _desk.Command(Buy("1000"));
        for (var step = 0; step < 100 && _desk.Answers.All(answer => answer is not TradeAnswer); step++)
        {
            if (!Last.IsTerminal)
                _desk.Fill(Last);
            _desk.Pass(2 * Second);
        }

        Assert.Equal([TimeInForce.PostOnly, TimeInForce.PostOnly, TimeInForce.PostOnly], _desk.Sent.Take(3).Select(order => order.TimeInForce));
        Assert.Equal("", Answer.Reason);
        Assert.True(Answer.Spent > Amount("998") && Answer.Spent <= Amount("1000"), $"{Answer.Spent}");
        Assert.Equal(10_000m - _desk.TotalOf(Alpha, Usdt), Answer.Spent.Value.ToDecimal());
        Assert.Equal(_desk.TotalOf(Alpha, Btc), Answer.Received.Value.ToDecimal());
    }

    [Fact]
    public void After_half_of_its_time_it_takes_what_is_left()
    {
        _desk.Command(Buy("1000"));
        for (var step = 0; step < 200 && Last.TimeInForce == TimeInForce.PostOnly; step++)
        {
            if (Last.State == OrderState.Sent)
                Accept();
            if (_desk.Cancelled.Contains(Last) && !Last.IsTerminal)
                _desk.End(Last, ReplyKind.Ended);
            _desk.Pass(2 * Second);
        }

        Assert.Equal((TimeInForce.ImmediateOrCancel, Price.Parse("100.1")), (Last.TimeInForce, Last.Limit));
        Assert.InRange(Last.SentAt - _desk.Sent[0].SentAt, 300 * Second, 340 * Second);
    }

    [Theory]
    [InlineData(TradingState.Halted)]
    [InlineData(TradingState.ReduceOnly)]
    public void Halted_nothing_rests_any_more_restrained_it_goes_on(TradingState state)
    {
        _desk.Command(Buy("1000"));
        Accept();
        _desk.Restrain(state);
        _desk.Pass(Second);
        Assert.Equal(state == TradingState.Halted, _desk.Cancelled.Count > 0);
        if (state != TradingState.Halted)
            return;
        Assert.DoesNotContain(_desk.Answers, answer => answer is TradeAnswer);
        _desk.Fill(Last, "0.25");
        for (var step = 0; step < 5; step++)
            _desk.Pass(Second);
        Assert.Equal((true, "trading is halted", Last.Spent), (Answer.Accepted, Answer.Reason, Answer.Spent));
        Assert.Single(_desk.Sent);
    }

    [Fact]
    public void A_venue_that_refuses_to_let_it_rest_is_not_asked_for_ever()
    {
        _desk.Command(Buy("1000"));
        for (var step = 0; step < 200 && Last.TimeInForce == TimeInForce.PostOnly; step++)
        {
            if (!Last.IsTerminal)
                _desk.End(Last, ReplyKind.Rejected);
            _desk.Quote(_desk.AlphaBtc, step % 2 == 0 ? "99.91" : "99.90", "100.00", "20");
            _desk.Pass(2 * Second);
        }

        Assert.Equal((4, TimeInForce.ImmediateOrCancel), (_desk.Sent.Count, Last.TimeInForce));
    }

    [Fact]
    public void The_run_ends_and_the_next_one_goes_on()
    {
        _desk.Command(Buy("1000"));
        Accept();
        _desk.Executor.Stop();
        _desk.Pass(Second);
        Assert.Single(_desk.Cancelled);
        _desk.Fill(Last, "0.5");
        _desk.Pass(Second);
        Assert.Single(_desk.Sent);
        _desk.Restart();
        _desk.Pass(3 * Second);
        Assert.Equal((2, TimeInForce.PostOnly, Quantity.Parse("4")), (_desk.Sent.Count, Last.TimeInForce, Last.Quantity));
    }

    [Fact]
    public void What_rested_when_the_plug_was_pulled_rests_on()
    {
        _desk.Command(Buy("1000"));
        Accept();
        _desk.Restart();
        Accept();
        _desk.Pass(5 * Second);
        Assert.Single(_desk.Sent);
        Assert.Empty(_desk.Cancelled);
        Assert.Equal(OrderState.Open, _desk.Book.Find(Last.Id)!.State);
    }

    private void Accept() => _desk.End(Last, ReplyKind.Accepted);

    private Trade Buy(string spend) => new("buy", Later, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount(spend), Bps.From(10m), "r") { Rests = true };
}
