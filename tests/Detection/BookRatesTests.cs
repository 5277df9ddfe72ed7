using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Detection;

/// <summary>One dollar in another: at the price that would have to be taken, and not at all without a proven book.</summary>
public sealed class BookRatesTests
{
    private static readonly Asset Usdt = new("USDT");
    private static readonly Asset Usdc = new("USDC");
    private static readonly Asset Usd = new("USD");
    private static readonly Asset Btc = new("BTC");

    private readonly TradedInstrument _basis = Traded("USDC/USDT", 0);
    private readonly TradedInstrument _bitcoin = Traded("BTC/USDT", 1);
    private readonly BookRates _rates;

    public BookRatesTests() => _rates = new BookRates([_basis, _bitcoin], new HashSet<Asset> { Usdt, Usdc, Usd });

    [Fact]
    public void What_is_sold_brings_the_bid_and_what_is_bought_costs_the_ask()
    {
        var (sold, bought) = (_rates.Between(Usdc, Usdt), _rates.Between(Usdt, Usdc));
        Quote(_basis, bid: 99_970_000, ask: 100_030_000);

        Assert.Equal((Int128)999_700_000, sold.Current!.Value.Apply(1_000_000_000));
        Assert.Equal((Int128)999_700_089, bought.Current!.Value.Apply(1_000_000_000));
    }

    [Fact]
    public void There_is_no_rate_before_a_book_is_proven_and_none_after_it_broke()
    {
        var cell = _rates.Between(Usdc, Usdt);
        Assert.Null(cell.Current);
        Quote(_basis, bid: 99_970_000, ask: 100_030_000);
        Assert.NotNull(cell.Current);

        _basis.Book.Break(BookReason.Silent);
        _rates.OnMarket(_basis);

        Assert.Null(cell.Current);
    }

    [Fact]
    public void There_is_no_rate_from_a_book_with_one_side()
    {
        var cell = _rates.Between(Usdt, Usdc);
        Quote(_basis, bid: 99_970_000, ask: 0);

        Assert.Null(cell.Current);
    }

    [Fact]
    public void There_is_no_rate_between_dollars_that_no_book_joins()
    {
        Quote(_basis, bid: 99_970_000, ask: 100_030_000);

        Assert.Null(_rates.Between(Usd, Usdt).Current);
    }

    [Fact]
    public void A_book_of_other_assets_changes_no_rate()
    {
        Quote(_basis, bid: 99_970_000, ask: 100_030_000);
        var cell = _rates.Between(Usdc, Usdt);
        var before = cell.Current;
        Quote(_bitcoin, bid: 100_000_000, ask: 100_000_001);

        Assert.Equal(before, cell.Current);
    }

    [Fact]
    public void A_coin_is_worth_its_bid_in_a_proven_book_and_a_dollar_is_one()
    {
        Assert.Null(_rates.InDollars(Btc));
        Quote(_bitcoin, bid: 9_700_000_000_000, ask: 9_700_100_000_000);

        Assert.Equal("97000", _rates.InDollars(Btc)!.Value.ToString());
        Assert.Equal("1", _rates.InDollars(Usdc)!.Value.ToString());
        _bitcoin.Book.Unprove(BookReason.AwaitingSnapshot);
        Assert.Null(_rates.InDollars(Btc));
    }

    private void Quote(TradedInstrument instrument, long bid, long ask)
    {
        instrument.Book.Clear();
        if (bid > 0)
            instrument.Book.Bids.Set(bid, 1);
        if (ask > 0)
            instrument.Book.Asks.Set(ask, 1);
        instrument.Book.Prove();
        _rates.OnMarket(instrument);
    }

    private static TradedInstrument Traded(string symbol, int index)
        => new(index, new Instrument(new Venue("kraken"), Symbol.Parse(symbol), symbol, Price.Parse("0.0001"), Quantity.Parse("0.01"), Quantity.Zero, new Notional(Exact.Zero), FeeSchedule.PaperDefault), new OrderBook());
}
