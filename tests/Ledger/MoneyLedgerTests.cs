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
    private static readonly Asset Eur = new("EUR");

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

    [Fact]
    public void To_the_last_digit_all_that_is_free_can_be_claimed_and_less_than_nothing_cannot()
    {
        var ledger = With("100");
        Assert.False(ledger.TryReserve(Here, Usd, Amount.Parse("-0.000000000000000001")));
        Assert.Equal((Amount.Parse("100"), Amount.Zero), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd)));
        Assert.True(ledger.TryReserve(Here, Usd, Amount.Parse("100")));
        Assert.Equal((Amount.Zero, Amount.Parse("100")), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd)));
        Assert.False(ledger.TryReserve(Here, Usd, Amount.Parse("0.000000000000000001")));
    }

    /// <summary>Whoever finds it in a log has to know what was asked for, and what was there.</summary>
    [Fact]
    public void A_refusal_says_what_was_asked_for_and_what_is_there()
    {
        var ledger = With("100");
        ledger.TryReserve(Here, Usd, Amount.Parse("40"));
        void Refused(string words, Action booking) => Assert.Equal(words, Assert.Throws<LedgerBrokenException>(booking).Message);
        Refused("A deposit of -1 USD is negative.", () => ledger.Deposit(Here, Usd, Amount.Parse("-1")));
        Refused("-1 USD cannot be received.", () => ledger.Receive(Here, Usd, Amount.Parse("-1")));
        Refused("40.5 USD at kraken are to be released, 40 are reserved.", () => ledger.Release(Here, Usd, Amount.Parse("40.5")));
        Refused("-1 USD at kraken are to be released, 40 are reserved.", () => ledger.Release(Here, Usd, Amount.Parse("-1")));
        Refused("50 USD at kraken are to be spent, 41 of it reserved; 60 are free and 40 reserved.", () => ledger.Spend(Here, Usd, Amount.Parse("50"), Amount.Parse("41")));
        Refused("1 USD at kraken are to be spent, -1 of it reserved; 60 are free and 40 reserved.", () => ledger.Spend(Here, Usd, Amount.Parse("1"), Amount.Parse("-1")));
        Refused("1 USD at kraken are to be spent, 2 of it reserved; 60 are free and 40 reserved.", () => ledger.Spend(Here, Usd, Amount.Parse("1"), Amount.Parse("2")));
        Refused("-1 USD at kraken are to be spent, -2 of it reserved; 60 are free and 40 reserved.", () => ledger.Spend(Here, Usd, Amount.Parse("-1"), Amount.Parse("-2")));
        Refused("50 USD are to be moved from kraken to transit:kraken, 41 of it reserved; 40 are reserved.", () => ledger.Move(Here, There, Usd, Amount.Parse("50"), Amount.Parse("41")));
        Assert.Equal((Amount.Parse("60"), Amount.Parse("40")), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd)));
        Assert.True(ledger.Check());
    }

    [Fact]
    public void What_comes_in_by_any_door_is_in_the_sum_over_places()
    {
        var ledger = With("100");
        ledger.Receive(Here, Usd, Amount.Parse("1"));
        ledger.Restore(There, Usd, Amount.Parse("0.5"));
        ledger.Deposit(There, Usd, Amount.Parse("0.25"));
        ledger.TryReserve(There, Usd, Amount.Parse("0.25"));
        Assert.Equal((Amount.Parse("101"), Amount.Parse("0.75"), Amount.Parse("101.75")), (ledger.TotalAt(Here, Usd), ledger.TotalAt(There, Usd), ledger.TotalOf(Usd)));
        Assert.Equal(Amount.Parse("0.5"), ledger.FreeAt(There, Usd));
        Assert.True(ledger.Check());
    }

    [Fact]
    public void Where_nothing_was_ever_booked_nothing_is()
    {
        var ledger = With("100");
        var other = new Venue("other");
        Assert.Equal((Amount.Zero, Amount.Zero), (ledger.Free(other, Usd), ledger.Reserved(other, Usd)));
        Assert.Equal((Amount.Zero, Amount.Zero), (ledger.FreeAt(There, Usd), ledger.TotalAt(There, Usd)));
        Assert.Equal((Amount.Zero, Amount.Zero), (ledger.TotalOf(Eur), ledger.Free(Kraken, Eur)));
        Assert.Single(ledger.Balances);
    }

    [Fact]
    public void What_is_claimed_of_money_that_moves_stays_claimed_for_as_much_as_is_left()
    {
        var ledger = With("100");
        ledger.TryReserve(Here, Usd, Amount.Parse("40"));
        ledger.Move(Here, There, Usd, Amount.Parse("15"));
        Assert.Equal((Amount.Parse("60"), Amount.Parse("25"), Amount.Parse("15")), (ledger.Free(Kraken, Usd), ledger.Reserved(Kraken, Usd), ledger.FreeAt(There, Usd)));
        Assert.Throws<LedgerBrokenException>(() => ledger.Move(Here, There, Usd, Amount.Parse("26")));
    }

    /// <summary>The places come in order, so the fault stands once before what is sound, and once behind it.</summary>
    [Theory]
    [InlineData("AUD", "kraken")]
    [InlineData("ZAR", "kraken")]
    [InlineData("AUD", "transit:kraken")]
    [InlineData("ZAR", "transit:kraken")]
    public void One_fault_among_much_that_is_sound_is_noticed(string asset, string place)
    {
        foreach (var isClaim in new[] { false, true })
        {
            var ledger = With("100");
            foreach (var at in new[] { Here, There })
            {
                foreach (var each in new[] { new Asset("AUD"), Usd, new Asset("ZAR") })
                    ledger.Deposit(at, each, Amount.Parse("7"));
            }

            Assert.True(ledger.Check());
            if (isClaim)
                ledger.RestoreClaim(new Place(place), new Asset(asset), Amount.Parse("-1"));
            else
                ledger.Balances.Single(balance => balance.Place.Name == place && balance.Asset == new Asset(asset)).Balance.Free -= Amount.Parse("1");
            Assert.False(ledger.Check());
            Assert.False(ledger.Check());
            Assert.Equal((3L, 2L), (ledger.Checks, ledger.Breaks));
        }
    }

    [Fact]
    public void What_is_missing_in_one_place_is_not_made_up_for_by_another_assets_surplus()
    {
        var ledger = With("100");
        ledger.Deposit(Here, Eur, Amount.Parse("100"));
        ledger.Balances.Single(balance => balance.Asset == Eur).Balance.Free += Amount.Parse("1");
        ledger.Balances.Single(balance => balance.Asset == Usd).Balance.Free -= Amount.Parse("1");
        Assert.False(ledger.Check());
    }

    [Fact]
    public void Only_a_place_that_holds_less_than_nothing_is_overdrawn()
    {
        var ledger = With("100");
        ledger.Deposit(Here, Eur, Amount.Parse("5"));
        ledger.Spend(Here, Eur, Amount.Parse("5"), Amount.Zero);
        Assert.Null(ledger.Overdrawn);
        ledger.RestoreClaim(Here, Usd, Amount.Parse("101"));
        Assert.Null(ledger.Overdrawn);
        ledger.Spend(There, Usd, Amount.Parse("2"), Amount.Zero);
        Assert.Equal((There, Usd, Amount.Parse("-2")), ledger.Overdrawn);
    }

    private static MoneyLedger With(string amount)
    {
        var ledger = new MoneyLedger();
        ledger.Deposit(Here, Usd, Amount.Parse(amount));
        return ledger;
    }
}
