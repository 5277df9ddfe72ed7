using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;
using static Arbit.Tests.Execution.BookRecords;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>What the book makes of what the venues say where the journal is lost.</summary>
public sealed class TradeBookAdoptionTests
{
    private readonly TradingDesk _desk = new();
    private readonly TradeBook _book;

    public TradeBookAdoptionTests() => _book = Stocked(_desk);

    [Fact]
    public void Adopted_the_venues_balances_stand_for_what_was_expected_there_and_no_other_place_changes()
    {
        _book.Restore(new Checkpoint([new RecordedBalance("transit:t", Usdt, Amount("7")), new RecordedBalance("alpha", Eth, Amount("3"))], [], Totals.None, TradingState.Active, "", "", 0, []) { IsUnsettled = true });
        Assert.True(_book.IsUnsettled);
        Assert.True(_book.ToCheckpoint().IsUnsettled);
        _book.Apply(new Adopted(
            20,
            [new RecordedBalance("alpha", Usdt, Amount("12.5"))],
            [Opened(0, PathKind.Residual), Intent("alpha", Side.Buy) with { Cycle = 0 }, new OrderAdvanced(20, Id, Quantity.Parse("0.05"), Notional.Parse("5"), Amount("0"), default)]));
        Assert.False(_book.IsUnsettled);
        Assert.Equal((Amount("12.5"), Amount("7")), (_book.Ledger.TotalAt(new Place("alpha"), Usdt), _book.Ledger.TotalAt(new Place("transit:t"), Usdt)));
        Assert.Equal((Arbit.Money.Amount.Zero, Arbit.Money.Amount.Zero), (_book.Ledger.TotalAt(new Place("alpha"), Eth), _book.Ledger.TotalAt(new Place("beta"), Btc)));
        Assert.Equal(Amount("19.5"), _book.Ledger.TotalOf(Usdt));

        Assert.Equal(Amount("201"), _book.Sent.InDollars(_desk.Rates, Alpha, 20));

        // What its order may still spend is claimed, as far as it is there, and what it has filled counts for the month.
        Assert.Equal((Amount("12.5"), Arbit.Money.Amount.Zero), (_book.Ledger.Reserved(Alpha, Usdt), _book.Ledger.Free(Alpha, Usdt)));
        Assert.Equal([(Usdt, Amount("5"))], _book.Volumes.Of(Alpha, 20));
        Assert.True(_book.Ledger.Check());
    }

    [Fact]
    public void What_the_venues_balances_hold_of_an_orders_fills_is_not_claimed_for_it_again()
    {
        _book.Apply(new Adopted(
            20,
            [new RecordedBalance("beta", Usdt, Amount("1000"))],
            [Opened(0, PathKind.Residual), Intent("beta", Side.Buy) with { Cycle = 0 }, new OrderAdvanced(20, Id, Quantity.Parse("0.5"), Notional.Parse("50"), Amount("0.05"), Usdt)]));

        // Two at 100.5 and a thousandth on top, less what the half has cost.
        Assert.Equal((Amount("151.151"), Amount("1000")), (_book.Ledger.Reserved(Beta, Usdt), _book.Ledger.TotalAt(new Place("beta"), Usdt)));
        _book.Apply(new OrderAdvanced(21, Id, Quantity.Parse("2"), Notional.Parse("400"), Amount("0.4"), Usdt));
        Assert.Equal((Arbit.Money.Amount.Zero, Amount("649.65")), (_book.Ledger.Reserved(Beta, Usdt), _book.Ledger.Free(Beta, Usdt)));
        Assert.Equal([(Usdt, Amount("400"))], _book.Volumes.Of(Beta, 21));
        var again = Restarted(_desk, _book);
        Assert.Equal((Arbit.Money.Amount.Zero, Amount("649.65")), (again.Ledger.Reserved(Beta, Usdt), again.Ledger.Free(Beta, Usdt)));
    }

    /// <summary>What had left the machine says what is where no venue looks; at the venues their own word stands.</summary>
    [Fact]
    public void Adopted_over_what_had_left_the_machine_every_venue_has_its_own_word_and_every_other_place_the_copys()
    {
        _book.Restore(new Checkpoint([new RecordedBalance("lent:aave", Usdt, Amount("40"))], [], Totals.None, TradingState.Active, "", "", 0, []) { IsUnsettled = true });
        var copy = new Checkpoint(
            [new RecordedBalance("alpha", Usdt, Amount("1000")), new RecordedBalance("beta", Btc, Amount("5")), new RecordedBalance("transit:t", Usdt, Amount("7"))],
            [new RecordedBalance("beta", Btc, Amount("0.0001"))],
            Totals.None with { Attempted = 3 },
            TradingState.ReduceOnly,
            "why",
            "how",
            77,
            [])
        { IsUnsettled = true };
        _book.Apply(new Adopted(20, [new RecordedBalance("alpha", Usdt, Amount("900")), new RecordedBalance("alpha", Eth, Amount("2"))], []) { Copy = copy });
        Assert.Equal(
            [("alpha", Eth, Amount("2")), ("alpha", Usdt, Amount("900")), ("transit:t", Usdt, Amount("7"))],
            _book.Ledger.Balances.Where(balance => balance.Balance.Total.Sign != 0).Select(balance => (balance.Place.Name, balance.Asset, balance.Balance.Total)));
        Assert.Equal((Amount("907"), Arbit.Money.Amount.Zero), (_book.Ledger.TotalOf(Usdt), _book.Ledger.TotalOf(Btc)));
        Assert.Equal((new Place("beta"), Btc, Amount("0.0001")), Assert.Single(_book.Residuals));
        Assert.Equal((3, TradingState.ReduceOnly, "why", "how", 77L), (_book.Totals.Attempted, _book.Trading, _book.TradingReason, _book.TradingResumes, _book.TradingSince));
        Assert.False(_book.IsUnsettled);
        Assert.True(_book.Ledger.Check());
    }

    /// <summary>What is missing at a venue is a reservation's withdrawal that was not booked, as far as that goes; the rest is missing, and what is over is over.</summary>
    [Theory]
    [InlineData("9000", "7000")]
    [InlineData("7000", "7000")]
    [InlineData("6500", "6500")]
    [InlineData("10500", "7500")]
    public void What_of_a_reservation_is_missing_at_its_venue_has_been_withdrawn(string told, string free)
    {
        var before = new TradeBook(_desk.Instruments, Dollars);
        before.Apply(new Deposited(1, "alpha", Usdt, Amount("10000")));
        before.Apply(new CommandTaken(1, new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("3000"), null), null));
        _book.Apply(new Adopted(20, [new RecordedBalance("alpha", Usdt, Amount(told))], []) { Copy = before.ToCheckpoint() });
        Assert.Equal((Amount(free), Amount("3000")), (_book.Ledger.Free(Alpha, Usdt), _book.Ledger.Reserved(Alpha, Usdt)));
        Assert.True(_book.Ledger.Check());
    }
}
