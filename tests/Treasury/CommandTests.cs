using Arbit.Accounts;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Execution;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Treasury;

/// <summary>
/// The slow side's commands at the edge, one by one. After every step the desk adds all money up again on its own, and folds the
/// journal again: the live state to the byte.
/// </summary>
public sealed class CommandTests
{
    private readonly TradingDesk _desk = new();

    private DateTimeOffset Later => EdgeRunner.Treasury.Treasurer.TimeOf(_desk.Now + (600 * Second));

    private decimal Free => _desk.Book.Ledger.Free(Alpha, Usdt).Value.ToDecimal();

    [Fact]
    public void What_is_reserved_is_free_for_nobody_else_and_is_given_back_once()
    {
        Accepted(Reserve("r", "4000"));
        Assert.Equal(6_000m, Free);
        Refused(Reserve("other", "6000.000000000000000001"), "6000 USDT are free at alpha");
        Accepted(new Release("release", Later, "r"));
        Accepted(new Release("release-again", Later, "r"));
        Assert.Equal(10_000m, Free);
    }

    [Fact]
    public void A_repeated_command_is_done_once_and_answered_the_same_also_after_restarts()
    {
        var reserve = Reserve("r", "4000");
        Accepted(reserve);
        Accepted(new Release("release", Later, "r"));
        var first = _desk.Answers[0];
        for (var life = 0; life < 3; life++)
        {
            _desk.Pass(Second);
            _desk.Command(reserve);
            Assert.Equal(first, _desk.Answers[^1]);
            Assert.Equal(10_000m, Free);
            _desk.Restart();
        }

        // Refused once is refused for ever: the money that is there now is another question.
        var greedy = Reserve("greedy", "10001");
        Refused(greedy, "10000 USDT are free at alpha");
        _desk.Deposit(Alpha, Usdt, "1000");
        Refused(greedy, "10000 USDT are free at alpha");
    }

    [Fact]
    public void A_reservation_ends_at_its_time_and_one_without_a_time_never_does()
    {
        Accepted(Reserve("short", "1000", EdgeRunner.Treasury.Treasurer.TimeOf(_desk.Now + (5 * Second))));
        Accepted(Reserve("for-ever", "2000"));
        _desk.Pass(5 * Second);
        Assert.Equal(8_000m, Free);
        _desk.Restart();
        _desk.Pass(3_600 * Second * 24 * 40);
        Assert.Equal("for-ever", Assert.Single(_desk.Book.Treasury.Reservations).Id);
        Assert.Equal(8_000m, Free);
    }

    [Fact]
    public void Reserved_money_is_not_arbitrages_and_what_arbitrage_has_claimed_is_not_reserved()
    {
        var cycle = _desk.Open(PathKind.Cross);
        var claimed = _desk.Book.Ledger.Reserved(Alpha, Usdt);
        Refused(Reserve("all", "10000"), $"{Amount("10000") - claimed} USDT are free at alpha");
        Accepted(Reserve("rest", (Amount("10000") - claimed).ToString()));
        Assert.True(cycle.IsOpen);
        Assert.Equal(0m, Free);
        Assert.NotEqual(RefusalReason.None, _desk.Look(PathKind.Triangular));
        _desk.Fill(_desk.Sent[0]);
        _desk.Fill(_desk.Sent[1]);
        Assert.False(cycle.IsOpen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_transfer_is_booked_to_the_last_digit_wherever_the_process_ends(int crashAfter)
    {
        EdgeCommand[] commands =
        [
            Reserve("t", "1001.000000000000000001"),
            new MoveMoney("left", Later, "t", "alpha", "transit:t", Usdt, Amount("1000"), Amount("1.000000000000000001")),
            new MoveMoney("arrived", Later, null, "transit:t", "beta", Usdt, Amount("1000"), Arbit.Money.Amount.Zero),
        ];
        _desk.CrashAfter = crashAfter;
        foreach (var command in commands)
        {
            try
            {
                _desk.Command(command);
            }
            catch (PulledPlugException)
            {
                _desk.Restart();
                _desk.Command(command);
            }

            _desk.Command(command);
        }

        Assert.Equal(8_998.999999999999999999m, Free);
        Assert.Equal(2_000m, _desk.TotalOf(Beta, Usdt));
        Assert.Empty(_desk.Book.Treasury.Reservations);
        Assert.Equal(Arbit.Money.Amount.Zero, _desk.Book.Ledger.TotalAt(new Place("transit:t"), Usdt));
        Assert.Equal(0, _desk.Book.Ledger.Breaks);
    }

    [Fact]
    public void A_move_is_a_fact_it_does_not_expire_and_may_overdraw_visibly()
    {
        var late = new MoveMoney("left", Later.AddDays(-1), "never-made", "alpha", "transit:t", Usdt, Amount("10001"), Arbit.Money.Amount.Zero);
        Accepted(late);
        Assert.Equal(-1m, Free);
        Assert.Equal((new Place("alpha"), Usdt, Amount("-1")), _desk.Book.Ledger.Overdrawn);
        _desk.Pass(Second);
        Assert.Equal(TradingState.ReduceOnly, _desk.Book.Trading);
        _desk.Restart();
        Accepted(new MoveMoney("back", Later, null, "transit:t", "alpha", Usdt, Amount("10001"), Arbit.Money.Amount.Zero));
        _desk.Pass(Second);
        Assert.Equal((10_000m, TradingState.Active), (Free, _desk.Book.Trading));
    }

    [Fact]
    public void Fees_beyond_the_reservation_come_out_of_what_is_free()
    {
        Accepted(Reserve("t", "1000"));
        Accepted(new MoveMoney("left", Later, "t", "alpha", "staked:alpha", Usdt, Amount("1000"), Amount("0.5")));
        Assert.Equal(8_999.5m, Free);
        Assert.Empty(_desk.Book.Treasury.Reservations);
    }

    [Theory]
    [InlineData("alhpa", "transit:x")]
    [InlineData("alpha", "btea")]
    [InlineData("alpha", "")]
    public void A_place_that_is_none_swallows_no_money(string from, string to)
    {
        Refused(new MoveMoney("m", Later, null, from, to, Usdt, Amount("1"), Arbit.Money.Amount.Zero), "there is no place called '");
        Assert.Equal(10_000m, Free);
    }

    [Fact]
    public void Money_from_outside_is_credited_once()
    {
        var credit = new Credit("yield", Later, "staked:alpha", Eth, Amount("0.00000001"), "yield of a day");
        Accepted(credit);
        Accepted(credit);
        Assert.Equal(Amount("0.00000001"), _desk.Book.Ledger.TotalOf(Eth));
    }

    [Fact]
    public void A_command_after_its_time_or_of_an_older_epoch_is_refused()
    {
        Refused(Reserve("late", "1") with { ValidUntil = Later.AddDays(-1) }, "it came after its time");
        Accepted(Mode("flip", TradingMode.Btc, 3));
        Refused(Reserve("old", "1") with { Epoch = 2 }, "epoch 2");
        Accepted(Reserve("same", "1") with { Epoch = 3 });
        Accepted(Reserve("ahead", "1") with { Epoch = 4 });
    }

    [Fact]
    public void The_mode_is_a_level_a_lower_epoch_changes_nothing_and_a_restart_forgets_nothing()
    {
        Assert.Null(_desk.Book.Treasury.Mode);
        Accepted(Mode("a", TradingMode.Btc, 5));
        var since = _desk.Now;
        _desk.Pass(Second);
        Refused(Mode("b", TradingMode.Gold, 4), "epoch 4 is stale");
        Refused(Mode("c", TradingMode.Gold, 5), "epoch 5 is Btc already");
        Accepted(Mode("d", TradingMode.Btc, 6));
        _desk.Restart();
        Assert.Equal((TradingMode.Btc, 6L, since), (_desk.Book.Treasury.Mode!.Mode, _desk.Book.Treasury.Mode.Epoch, _desk.Book.Treasury.Mode.Since));
        Accepted(Mode("e", TradingMode.Gold, 7));
        Assert.Equal((TradingMode.Gold, _desk.Now), (_desk.Book.Treasury.Mode!.Mode, _desk.Book.Treasury.Mode.Since));
        Refused(Mode("f", TradingMode.Btc, 8) with { Shares = new FuelShares(Bps.From(9_000m), Bps.From(1_001m), Bps.From(0m)) }, "more than all there is");
    }

    [Fact]
    public void Balances_are_told_with_every_place_free_and_reserved()
    {
        Accepted(Reserve("r", "4000"));
        Accepted(new MoveMoney("m", Later, "r", "alpha", "transit:t", Usdt, Amount("1000"), Arbit.Money.Amount.Zero));
        _desk.Command(new TellBalances("tell", Later) { ReplyTo = "someone" });
        var told = Assert.IsType<BalancesTold>(_desk.Answers[^1]);
        Assert.Equal("someone", told.ReplyTo);
        Assert.Contains(new ToldBalance("alpha", Usdt, Amount("6000"), Amount("3000")), told.Balances);
        Assert.Contains(new ToldBalance("transit:t", Usdt, Amount("1000"), Arbit.Money.Amount.Zero), told.Balances);
        Assert.Equal(Price.Parse("1"), told.Prices["USDT"]);

        // A hundred trades of 200 dollars at ten basis points.
        Assert.Equal(Amount("20"), told.FeesOfHundredTrades["alpha"]);
    }

    [Fact]
    public void A_persons_wish_over_the_bus_restrains_trading()
    {
        Accepted(new RestrainTrading("halt", Later, Restraint.Halt, "a person said so"));
        Assert.Equal((TradingState.Halted, "a person said so"), (_desk.Book.Trading, _desk.Book.TradingReason));
        Accepted(new RestrainTrading("resume", Later, Restraint.Resume, ""));
        Assert.Equal(TradingState.Active, _desk.Book.Trading);
        Accepted(new RestrainTrading("halt", Later, Restraint.Halt, "a person said so"));
        Assert.Equal(TradingState.Active, _desk.Book.Trading);
    }

    [Fact]
    public void Without_the_lease_nothing_is_done_and_the_bus_does_not_go_on()
    {
        _desk.Executor.HoldsLease = false;
        _desk.Command(Reserve("r", "4000"));
        Assert.Empty(_desk.Answers);
        Assert.Empty(_desk.MessagesTaken);
        Assert.Equal(10_000m, Free);
        _desk.Executor.HoldsLease = true;
        _desk.Treasurer.OnSettled(_desk.Now);
        Assert.True(Assert.Single(_desk.Answers).Accepted);
        Assert.Equal("r", Assert.Single(_desk.MessagesTaken));
    }

    [Fact]
    public void Ways_from_one_money_to_another_are_told_best_first_and_anew_each_time()
    {
        // The desk's triangle pays: over ETH a dollar comes to more BTC at alpha than by the pair itself (lesson L36).
        var open = Quoted(new QuoteConversion("q", Later, null, Usdt, Btc, Amount("1000")));
        Assert.Equal(2, open.Routes.Select(route => route.Venue).Distinct().Count());
        Assert.All(open.Routes, route => Assert.True(route.Spends <= Amount("1000") && route.Receives.Sign > 0));
        Assert.Equal(2, open.Routes.Single(route => route.Venue == Alpha).Hops.Count);

        _desk.Converge();
        Assert.Single(Quoted(new QuoteConversion("q", Later, Alpha, Usdt, Btc, Amount("1000"))).Routes[0].Hops);
        Assert.Empty(Quoted(new QuoteConversion("none", Later, Beta, Usdt, Sol, Amount("1000"))).Routes);
        Refused(new QuoteConversion("nothing", Later, Alpha, Usdt, Btc, Amount("0")), "nothing is to be converted");
    }

    [Fact]
    public void Fees_that_were_read_are_remembered_over_restarts_and_one_that_cannot_be_is_refused()
    {
        var symbol = _desk.AlphaBtc.Instrument.Symbol;
        Accepted(new SetFees("fees", Later, Alpha, [new PairFee(symbol, Bps.From(2m), Bps.From(7m))]));
        _desk.Restart();
        Assert.Equal(Bps.From(7m), _desk.Book.Treasury.FeeOf(Alpha, symbol)!.Taker);
        Assert.Null(_desk.Book.Treasury.FeeOf(Beta, symbol));
        Refused(new SetFees("absurd", Later, Alpha, [new PairFee(symbol, Bps.From(2m), Bps.From(10_000m))]), "no share of a trade");
    }

    [Fact]
    public void What_nobody_can_read_changes_nothing()
    {
        _desk.Treasurer.Take(MessageCodec.Wrap(Reserve("r", "1"), Later) with { Version = 99 }, _desk.Now);
        Assert.Contains(_desk.Audited, line => line.StartsWith("command.poison r: version 99", StringComparison.Ordinal));
        Assert.Equal(10_000m, Free);
    }

    private Reserve Reserve(string id, string amount, DateTimeOffset? until = null) => new(id, Later, id, "alpha", Usdt, Amount(amount), until);

    private SetMode Mode(string id, TradingMode mode, long epoch) => new(id, Later, mode, epoch, new FuelShares(Bps.From(8_500m), Bps.From(1_500m), Bps.From(0m)));

    private ConversionQuoted Quoted(QuoteConversion command)
    {
        _desk.Command(command);
        return Assert.IsType<ConversionQuoted>(_desk.Answers[^1]);
    }

    private void Accepted(EdgeCommand command)
    {
        _desk.Command(command);
        Assert.Equal((command.Id, true, ""), (_desk.Answers[^1].CommandId, _desk.Answers[^1].Accepted, _desk.Answers[^1].Reason));
    }

    private void Refused(EdgeCommand command, string reason)
    {
        _desk.Command(command);
        Assert.Equal((command.Id, false), (_desk.Answers[^1].CommandId, _desk.Answers[^1].Accepted));
        Assert.Contains(reason, _desk.Answers[^1].Reason, StringComparison.Ordinal);
    }
}
