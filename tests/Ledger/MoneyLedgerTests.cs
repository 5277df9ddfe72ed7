using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Ledger;

public sealed class MoneyLedgerTests
{
    private static readonly Venue Kraken = new("kraken");
    private static readonly Place Here = Place.Trading(Kraken);
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
