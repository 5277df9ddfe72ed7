using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Risk;

public sealed class InventoryCapsTests
{
    private static readonly Exact Wanted = new(200, 0);

    private readonly RiskBench _bench = new();

    [Fact]
    public void The_size_shrinks_to_what_is_left_under_the_cap_and_then_it_is_refused()
    {
        var caps = Caps("10");
        _bench.Deposit(Place.Trading(RiskBench.Beta), RiskBench.Btc, "8.5");
        Assert.Equal(Exact.Parse("149.85"), caps.Cap(_bench.Cross, Wanted, out var reason));
        Assert.Equal(RefusalReason.InventoryCap, reason);
        _bench.Deposit(Place.Trading(RiskBench.Alpha), RiskBench.Btc, "1.5");
        Assert.True(caps.Cap(_bench.Cross, Wanted, out _).Sign <= 0);
        Assert.Equal(StopScope.Asset, Assert.Single(caps.StopsAt(0)).Scope);
    }

    [Fact]
    public void In_dollars_it_is_measured_at_the_price_that_it_could_be_sold_at()
    {
        var caps = Caps("999", inDollars: true);
        _bench.Deposit(Place.Trading(RiskBench.Beta), RiskBench.Btc, "9");
        Assert.Equal(Exact.Parse("99.9"), caps.Cap(_bench.Cross, Wanted, out _));
    }

    [Fact]
    public void What_orders_may_still_bring_in_counts()
    {
        _bench.Deposit(Place.Trading(RiskBench.Alpha), RiskBench.Usdt, "1000");
        var caps = Caps("3");
        _bench.Send(RiskBench.Second, "2", "200");
        Assert.Equal(Exact.Parse("99.9"), caps.Cap(_bench.Cross, Wanted, out _));
    }

    [Fact]
    public void The_cold_wallet_does_not_count()
    {
        _bench.Deposit(Place.ColdWallet, RiskBench.Btc, "50");
        Assert.Equal(Wanted, Caps("3").Cap(_bench.Cross, Wanted, out _));
    }

    [Fact]
    public void An_asset_without_a_price_is_not_bought_where_it_is_capped()
    {
        _bench.Instruments[0].Book.Break(EdgeRunner.Books.BookReason.Silent);
        _bench.Instruments[3].Book.Break(EdgeRunner.Books.BookReason.Silent);
        Assert.Equal(Exact.Zero, Caps("3").Cap(_bench.Cross, Wanted, out _));
    }

    private InventoryCaps Caps(string most, bool inDollars = false)
        => new(new Dictionary<Asset, InventoryCap> { [RiskBench.Btc] = new(Exact.Parse(most), inDollars) }, _bench.Book, _bench.Rates);
}
