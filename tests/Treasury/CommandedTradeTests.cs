using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Execution;
using Arbit.Tests.Execution.StateSpace;
using Xunit.Abstractions;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Treasury;

/// <summary>Buying and selling on command: slice by slice, exact, answered once, and never arbitrage's.</summary>
public sealed class CommandedTradeTests(ITestOutputHelper output)
{
    private readonly TradingDesk _desk = new();

    private DateTimeOffset Later => Treasurer.TimeOf(_desk.Now + (600 * Second));

    private TradeAnswer Answer => Assert.IsType<TradeAnswer>(_desk.Answers[^1]);

    [Fact]
    public void It_buys_in_slices_of_nine_tenths_of_the_depth_out_of_its_reservation()
    {
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00", "3");
        _desk.Command(Reserve("r", "1000"));
        _desk.Command(Buy("1000", "r"));
        Assert.Equal((OrderPurpose.Commanded, Quantity.Parse("2.7"), Price.Parse("100.1")), (_desk.Sent[0].Purpose, _desk.Sent[0].Quantity, _desk.Sent[0].Limit));
        Assert.Equal(9_000m, _desk.Book.Ledger.Free(Alpha, Usdt).Value.ToDecimal());
        FillAll();
        Assert.Equal(4, _desk.Sent.Count);
        Assert.True(Answer.Accepted);
        Assert.Equal("", Answer.Reason);
        Assert.Equal(10_000m - _desk.TotalOf(Alpha, Usdt), Answer.Spent.Value.ToDecimal());
        Assert.Equal(_desk.TotalOf(Alpha, Btc), Answer.Received.Value.ToDecimal());
        Assert.Equal(Btc, Answer.FeeAsset);
        Assert.True(Answer.Spent <= Amount("1000"));

        // What one lot would cost is left of it, and stays claimed until it is given back.
        Assert.Equal(Amount("1000") - Answer.Spent, _desk.Book.Treasury.LeftOf("r"));
        _desk.Command(new Release("release", Later, "r"));
        Assert.Equal(_desk.TotalOf(Alpha, Usdt), _desk.Book.Ledger.Free(Alpha, Usdt).Value.ToDecimal());
    }

    [Fact]
    public void It_counts_in_no_total_no_risk_and_leaves_nothing_for_arbitrage_to_close()
    {
        _desk.Command(Buy("500", null));
        Assert.Empty(_desk.Executor.Exposed);
        Assert.Equal(RefusalReason.None, _desk.Look(PathKind.Cross));
        FillAll();
        Assert.Equal(0, _desk.Book.Totals.Attempted);
        Assert.Equal(Arbit.Money.Amount.Zero, _desk.Book.Totals.NetInDollars);
        Assert.Equal(RiskTally.None, _desk.Book.Risk);
        Assert.Empty(_desk.Book.Residuals);
        Assert.Empty(_desk.CyclesEnded);
        Assert.Empty(_desk.Book.Open);
    }

    [Fact]
    public void Selling_spends_the_base_asset_and_receives_less_the_fee()
    {
        _desk.Command(new Trade("sell", Later, Beta, Symbol.Parse("BTC/USDT"), Side.Sell, Amount("10.00005"), Bps.From(10m), null));
        FillAll();
        Assert.Equal((Amount("10"), "sell"), (Answer.Spent, Answer.CommandId));
        Assert.Equal(_desk.TotalOf(Beta, Usdt) - 1_000m, Answer.Received.Value.ToDecimal());
        Assert.Equal(Usdt, Answer.FeeAsset);
    }

    [Fact]
    public void Repeated_while_it_is_under_way_it_is_not_begun_again_and_afterwards_answered_the_same()
    {
        var buy = Buy("500", null);
        _desk.Command(buy);
        _desk.Command(buy);
        Assert.Single(_desk.Sent);
        Assert.Empty(_desk.Answers);
        FillAll();
        var answer = Answer;
        var sent = _desk.Sent.Count;
        _desk.Restart();
        _desk.Command(buy);
        Assert.Equal((answer, sent), (Answer, _desk.Sent.Count));
    }

    [Fact]
    public void Halted_it_sends_nothing_more_and_answers_with_what_it_has()
    {
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00", "3");
        _desk.Command(Buy("1000", null));
        _desk.Fill(_desk.Sent[0]);
        _desk.Restrain(TradingState.Halted);
        _desk.Pass(Second);
        Assert.Single(_desk.Sent);
        Assert.Equal((true, "trading is halted"), (Answer.Accepted, Answer.Reason));
        Assert.Equal(10_000m - _desk.TotalOf(Alpha, Usdt), Answer.Spent.Value.ToDecimal());
    }

    [Fact]
    public void Its_time_over_it_answers_with_what_it_has_and_with_nothing_it_is_refused()
    {
        _desk.AlphaBtc.Book.Break(EdgeRunner.Books.BookReason.Silent);
        _desk.Command(Buy("1000", null) with { ValidUntil = Treasurer.TimeOf(_desk.Now + Second) });
        _desk.Pass(2 * Second);
        Assert.Equal((false, "its time was over", Arbit.Money.Amount.Zero), (Answer.Accepted, Answer.Reason, Answer.Spent));
        Assert.Empty(_desk.Sent);
    }

    [Fact]
    public void Without_progress_it_ends()
    {
        _desk.Command(Buy("1000", null));
        for (var step = 0; step < 200 && _desk.Answers.Count == 0; step++)
        {
            if (!_desk.Sent[^1].IsTerminal)
                _desk.End(_desk.Sent[^1], ReplyKind.Ended);
            _desk.Pass(Second);
        }

        Assert.Equal((false, CommandedSettings.Default.MostTries), (Answer.Accepted, _desk.Sent.Count));
        _desk.Command(Buy("1000", null) with { Id = "again" });
        for (var step = 0; step < 200 && _desk.Answers.Count == 1; step++)
        {
            if (!_desk.Sent[^1].IsTerminal)
                _desk.End(_desk.Sent[^1], ReplyKind.Rejected);
            _desk.Pass(Second);
        }

        Assert.Equal(CommandedSettings.Default.MostTries + CommandedSettings.Default.MostRejected, _desk.Sent.Count);
    }

    [Fact]
    public void While_trading_is_restrained_nothing_begins_and_what_is_begun_goes_on()
    {
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00", "3");
        _desk.Restrain(TradingState.ReduceOnly);
        _desk.Command(Buy("1000", null));
        _desk.Pass(Second);
        Assert.Empty(_desk.Sent);
        _desk.Restrain(TradingState.Active, "");
        _desk.Pass(Second);
        Assert.Single(_desk.Sent);
        _desk.Restrain(TradingState.ReduceOnly);
        _desk.Fill(_desk.Sent[0]);
        _desk.Pass(Second);
        Assert.Equal(2, _desk.Sent.Count);
    }

    [Fact]
    public void What_it_cannot_spend_is_refused_before_it_begins()
    {
        _desk.Command(Buy("1000", "never-made"));
        Assert.Equal("there is no reservation never-made of USDT at alpha", _desk.Answers[^1].Reason);
        _desk.Command(Buy("1000", null) with { Id = "b", Symbol = Symbol.Parse("DOGE/USDT") });
        Assert.Equal("DOGE/USDT is not watched at alpha", _desk.Answers[^1].Reason);
        _desk.Restrain(TradingState.Halted);
        _desk.Command(Buy("1000", null) with { Id = "c" });
        Assert.Equal("trading is halted", _desk.Answers[^1].Reason);
    }

    [Fact]
    public void A_fill_that_becomes_known_before_the_answer_is_in_it_and_one_after_it_is_in_the_ledger()
    {
        _desk.Command(Buy("100", null) with { ValidUntil = Treasurer.TimeOf(_desk.Now + Second) });
        var order = _desk.Sent[0];
        _desk.End(order, ReplyKind.Ended);
        _desk.Pass(2 * Second);
        Assert.Empty(_desk.Answers);
        _desk.Fill(order, "0.5");
        _desk.Pass(2 * Second);
        Assert.Equal(order.Spent, Answer.Spent);
        Assert.Empty(_desk.Book.Open);
        _desk.Fill(order, "0.7");
        Assert.Empty(_desk.Book.Open);
        Assert.Contains(_desk.Audited, line => line.StartsWith("command.late", StringComparison.Ordinal));
        Assert.Equal(10_000m - order.Spent.Value.ToDecimal(), _desk.TotalOf(Alpha, Usdt));
    }

    /// <summary>Every outcome of the first slice, and the plug pulled behind every single journal write and sending.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wherever_the_process_ends_the_trade_is_done_once_and_answered_to_the_last_digit(bool rests)
    {
        var (scenarios, crashes) = (0, 0);
        foreach (var outcome in Enum.GetValues<LegOutcome>())
        {
            for (var plug = 0; ; plug++)
            {
                var crashed = Run(outcome, plug, rests);
                if (plug > 0 && !crashed)
                    break;
                scenarios++;
                crashes += crashed ? 1 : 0;
            }
        }

        output.WriteLine($"{scenarios} scenarios, {crashes} with the plug pulled");
        Assert.True(crashes > Enum.GetValues<LegOutcome>().Length * 10, $"{crashes} crashes");
    }

    private static bool Run(LegOutcome outcome, int plug, bool rests)
    {
        var desk = new TradingDesk();
        desk.Quote(desk.AlphaBtc, "99.90", "100.00", "3");
        var venue = new ScriptedVenue(desk, [], outcome);
        var until = Treasurer.TimeOf(desk.Now + ((rests ? 120 : 600) * Second));
        EdgeCommand[] commands =
        [
            new Reserve("r", until, "r", "alpha", Usdt, Amount("1000"), null),
            new Trade("buy", until, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount("1000"), Bps.From(10m), "r") { Rests = rests },
        ];
        desk.CrashAfter = plug;
        var crashed = false;
        void Guarded(Action action)
        {
            try
            {
                action();
            }
            catch (PulledPlugException)
            {
                crashed = true;
                venue.LoseAnswers();
                desk.Restart();

                // Whoever waits for an answer that was lost asks again.
                foreach (var command in commands)
                    desk.Command(command);
            }
        }

        foreach (var command in commands)
            Guarded(() => desk.Command(command));
        var began = desk.Now;
        while ((desk.Book.Open.Count > 0 || desk.Book.Treasury.Trades.Count > 0 || venue.NextAt < long.MaxValue) && desk.Now - began < 300 * Second)
        {
            var next = Math.Min(Math.Max(venue.NextAt - desk.Now, 0), 250 * Millisecond);
            Guarded(() =>
            {
                desk.Pass(next);
                venue.Turn();
            });
        }

        desk.CrashAfter = 0;
        desk.Command(commands[1]);
        var where = $"{outcome}, plug {plug}";
        var answer = Assert.IsType<TradeAnswer>(desk.Answers[^1]);
        Assert.True(desk.Book.Open.Count == 0 && desk.Book.Treasury.Trades.Count == 0, where);
        Assert.True(answer.Accepted, where);
        Assert.Equal(TradingState.Active, desk.Book.Trading);
        Assert.Equal(0, desk.Book.Totals.Attempted);

        // A venue that fills an order long after it told its end spends more than was wanted: the ledger knows, the answer may not.
        if (outcome != LegOutcome.FilledAfterItsEnd)
        {
            Assert.True(answer.Spent <= Amount("1000"), $"{where}: {answer.Spent}");
            Assert.Equal(10_000m - desk.TotalOf(Alpha, Usdt), answer.Spent.Value.ToDecimal());
            Assert.Equal(desk.TotalOf(Alpha, Btc), answer.Received.Value.ToDecimal());
            Assert.True(answer.Spent > Amount("989"), $"{where}: {answer.Spent}, {answer.Reason}");
        }

        desk.Command(new Release("release", until, "r"));
        Assert.Equal(desk.TotalOf(Alpha, Usdt), desk.Book.Ledger.Free(Alpha, Usdt).Value.ToDecimal());
        desk.VerifyFold();
        return crashed;
    }

    private void FillAll()
    {
        for (var step = 0; step < 100 && _desk.Answers.All(answer => answer is not TradeAnswer); step++)
        {
            if (!_desk.Sent[^1].IsTerminal)
                _desk.Fill(_desk.Sent[^1]);
            _desk.Pass(Second);
        }
    }

    private Reserve Reserve(string id, string amount) => new(id, Later, id, "alpha", Usdt, Amount(amount), null);

    private Trade Buy(string spend, string? reservation) => new("buy", Later, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount(spend), Bps.From(10m), reservation);
}
