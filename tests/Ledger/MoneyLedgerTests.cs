using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Ledger;

public sealed class MoneyLedgerTests
{
    private static readonly Venue Kraken = new("kraken");
    private static readonly Place Here = Place.Trading(Kraken);
    private static readonly Place There = new("transit:kraken");
    private static readonly Asset Usd = new("USD");

    [Fact]
    public void What_is_claimed_is_not_free_and_comes_back_when_it_is_released()
    {
        var ledger = With("100");
        Assert.True(ledger.TryReserve(Here, Usd, Amount.Parse("60.5")));
        Assert.False(ledger.TryReserve(Here, Usd, Amount.Parse("39.500000000000000001")));
        Assert.Equal(Amount.Parse("39.5"), ledger.Free(Kraken, Usd));
        ledger.Release(Here, Usd, Amount.Parse("60.5"));
        Assert.Equal(Amount.Parse("100"), ledger.Free(Kraken, Usd));
        Assert.True(ledger.Check());
    }

    [Fact]
    public void Money_is_spent_out_of_its_claim_first()
    {
        var ledger = With("100");
        ledger.TryReserve(Here, Usd, Amount.Parse("60"));
        ledger.Spend(Here, Usd, Amount.Parse("61"), Amount.Parse("60"));
        Assert.Equal((Amount.Parse("39"), Amount.Zero), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd)));
        Assert.Equal(Amount.Parse("39"), ledger.TotalOf(Usd));
        Assert.True(ledger.Check());
    }

    [Theory]
    [InlineData("30", "30", "60", "10", "30")]
    [InlineData("30", "10", "40", "30", "30")]
    [InlineData("75", "40", "25", "0", "75")]
    [InlineData("0", "0", "60", "40", "0")]
    public void Money_moves_out_of_its_claim_first_and_no_sum_changes(string amount, string reserved, string free, string stillReserved, string there)
    {
        var ledger = With("100");
        ledger.TryReserve(Here, Usd, Amount.Parse("40"));
        ledger.Move(Here, There, Usd, Amount.Parse(amount), Amount.Parse(reserved));
        Assert.Equal((Amount.Parse(free), Amount.Parse(stillReserved)), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd)));
        Assert.Equal(Amount.Parse(there), ledger.FreeAt(There, Usd));
        Assert.Equal(Amount.Parse("100"), ledger.TotalOf(Usd));
        Assert.True(ledger.Check());
    }

    [Theory]
    [InlineData("-1", "0")]
    [InlineData("1", "-1")]
    [InlineData("1", "2")]
    [InlineData("50", "41")]
    public void A_move_that_makes_no_sense_is_refused_and_changes_nothing(string amount, string reserved)
    {
        var ledger = With("100");
        ledger.TryReserve(Here, Usd, Amount.Parse("40"));
        Assert.Throws<LedgerBrokenException>(() => ledger.Move(Here, There, Usd, Amount.Parse(amount), Amount.Parse(reserved)));
        Assert.Equal((Amount.Parse("60"), Amount.Parse("40"), Amount.Zero), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd), ledger.FreeAt(There, Usd)));
    }

    [Fact]
    public void Nothing_is_an_amount_like_any_other()
    {
        var ledger = With("1");
        ledger.Deposit(Here, Usd, Amount.Zero);
        Assert.True(ledger.TryReserve(Here, Usd, Amount.Zero));
        ledger.Release(Here, Usd, Amount.Zero);
        ledger.Spend(Here, Usd, Amount.Zero, Amount.Zero);
        ledger.Receive(Here, Usd, Amount.Zero);
        Assert.Equal((Amount.Parse("1"), Amount.Zero), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd)));
    }

    [Fact]
    public void A_restored_claim_stands_whatever_is_free()
    {
        var ledger = With("1");
        ledger.RestoreClaim(Here, Usd, Amount.Parse("3"));
        Assert.Equal((Amount.Parse("-2"), Amount.Parse("3")), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd)));
        Assert.Equal(Amount.Parse("1"), ledger.TotalAt(Here, Usd));
    }

    [Fact]
    public void The_check_counts_itself_and_notices_what_no_flow_explains()
    {
        var ledger = With("100");
        Assert.True(ledger.Check());
        Assert.Equal((1L, 0L), (ledger.Checks, ledger.Breaks));
        ledger.Balances.Single().Balance.Free += Amount.Parse("0.000000000000000001");
        Assert.False(ledger.Check());
        Assert.Equal((2L, 1L), (ledger.Checks, ledger.Breaks));
    }

    [Fact]
    public void The_check_notices_a_claim_that_is_less_than_nothing()
    {
        var ledger = With("100");
        ledger.RestoreClaim(Here, Usd, Amount.Parse("-1"));
        Assert.False(ledger.Check());
        Assert.Equal(1, ledger.Breaks);
    }

    [Fact]
    public void What_leaves_beyond_what_is_there_is_booked_and_the_place_is_overdrawn()
    {
        var ledger = With("1");
        ledger.Spend(Here, Usd, Amount.Parse("1.000000000000000001"), Amount.Zero);
        Assert.Equal(Amount.Parse("-0.000000000000000001"), ledger.Free(Kraken, Usd));
        Assert.Equal(Amount.Parse("-0.000000000000000001"), ledger.Overdrawn?.Total);
        Assert.True(ledger.Check());
        Assert.False(ledger.TryReserve(Here, Usd, Amount.Parse("0.1")));
    }

    [Fact]
    public void Bookings_that_make_no_sense_are_refused_and_change_nothing()
    {
        var ledger = With("1");
        Assert.Throws<LedgerBrokenException>(() => ledger.Deposit(Here, Usd, Amount.Parse("-1")));
        Assert.Throws<LedgerBrokenException>(() => ledger.Release(Here, Usd, Amount.Parse("0.1")));
        Assert.Throws<LedgerBrokenException>(() => ledger.Spend(Here, Usd, Amount.Parse("1"), Amount.Parse("0.5")));
        Assert.Throws<LedgerBrokenException>(() => ledger.Spend(Here, Usd, Amount.Parse("-1"), Amount.Zero));
        Assert.Throws<LedgerBrokenException>(() => ledger.Receive(Here, Usd, Amount.Parse("-1")));
        Assert.Equal(Amount.Parse("1"), ledger.Free(Kraken, Usd));
        Assert.True(ledger.Check());
    }

    private static MoneyLedger With(string amount)
    {
        var ledger = new MoneyLedger();
        ledger.Deposit(Here, Usd, Amount.Parse(amount));
        return ledger;
    }
}
