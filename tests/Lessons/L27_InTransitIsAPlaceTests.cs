using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;
using Arbit.Tests.Risk;

namespace Arbit.Tests.Lessons;

/// <summary>A withdrawal in flight was counted as lost money, so more was bought (arbbot #39). (Its own id and look-up come with transfers.)</summary>
public sealed class L27_InTransitIsAPlaceTests
{
    private static readonly Place Alpha = Place.Trading(RiskBench.Alpha);
    private static readonly Place OnItsWay = Place.InTransit("t-1");

    private readonly RiskBench _bench = new();

    [Fact]
    public void What_is_on_its_way_is_neither_lost_nor_free_to_trade_with()
    {
        var ledger = _bench.Book.Ledger;
        _bench.Deposit(Alpha, RiskBench.Btc, "3");
        Assert.True(ledger.TryReserve(Alpha, RiskBench.Btc, Amount.Parse("2")));
        ledger.Move(Alpha, OnItsWay, RiskBench.Btc, Amount.Parse("2"));
        Assert.True(ledger.Check());
        Assert.Equal(
            (Amount.Parse("1"), Amount.Parse("2"), Amount.Parse("3")),
            (ledger.TotalAt(Alpha, RiskBench.Btc), ledger.TotalAt(OnItsWay, RiskBench.Btc), ledger.TotalOf(RiskBench.Btc)));
        Assert.Equal(Amount.Parse("1"), ledger.Free(RiskBench.Alpha, RiskBench.Btc));
        Assert.Equal(PlaceKind.InTransit, OnItsWay.Kind);
    }

    [Fact]
    public void It_is_not_bought_again()
    {
        var caps = new InventoryCaps(new Dictionary<Asset, InventoryCap> { [RiskBench.Btc] = new(new Exact(3, 0), false) }, _bench.Book, _bench.Rates);
        _bench.Deposit(Alpha, RiskBench.Btc, "3");
        Assert.True(_bench.Book.Ledger.TryReserve(Alpha, RiskBench.Btc, Amount.Parse("3")));
        _bench.Book.Ledger.Move(Alpha, OnItsWay, RiskBench.Btc, Amount.Parse("3"));
        Assert.True(caps.Cap(_bench.Cross, new Exact(200, 0), out _).Sign <= 0);
    }

    [Fact]
    public void Nothing_is_moved_that_was_not_claimed_first()
    {
        _bench.Deposit(Alpha, RiskBench.Btc, "3");
        Assert.Throws<LedgerBrokenException>(() => _bench.Book.Ledger.Move(Alpha, OnItsWay, RiskBench.Btc, Amount.Parse("1")));
        Assert.Equal(Amount.Parse("3"), _bench.Book.Ledger.Free(RiskBench.Alpha, RiskBench.Btc));
    }
}
