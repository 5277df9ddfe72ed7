using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Scanner;

/// <summary>One market over two venues, looked at second by second: its figures, its verdict, and why.</summary>
public sealed class ScannedMarketTests
{
    private const long Second = 1_000_000_000;
    private const long Day = 86_400 * Second;
    private const long Today = 20_000;

    private readonly TradedInstrument _alpha = Traded("alpha", "BTC/USDT", 0);
    private readonly TradedInstrument _beta = Traded("beta", "BTC/USD", 1);
    private readonly TradedInstrument _cross = Traded("alpha", "ETH/BTC", 2);
    private readonly InstrumentFeed _feed = new("BTCUSDT", 0);
    private readonly ScannerSettings _settings = ScannerSettings.Default;
    private long _now = (Today * Day) + (3_600 * Second);

    [Fact]
    public void Without_a_day_before_it_is_careful_and_says_so()
    {
        var market = Market(CandleHistory.None);
        Price(100);
        Look(market);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
        Assert.Equal("no daily candle yet", market.Why);
        Look(market, 600);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
    }

    [Fact]
    public void Too_few_days_are_careful_with_their_number()
    {
        var market = Market(Days(2, range: 400));
        Price(100);
        Look(market);
        Assert.Equal("only 2 of 3 daily candles yet", market.Why);
    }

    [Fact]
    public void Days_that_were_hardly_looked_at_are_no_days()
    {
        var market = Market(Days(10, range: 400, observed: 3_600));
        Price(100);
        Look(market);
        Assert.Equal(0, market.Reading.Days);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
    }

    [Fact]
    public void With_days_and_a_price_it_is_normal_at_once()
    {
        var market = Market(Days(20, range: 400));
        Look(market);
        Assert.Equal("no proven price against a dollar", market.Why);
        Price(100);
        Assert.True(Look(market));
        Assert.Equal(MarketVerdict.Normal, market.Verdict);
        Assert.Equal("range 0.0× its 20-day mean, nothing against it", market.Why);
    }

    [Fact]
    public void The_range_slows_warns_and_stops()
    {
        var market = Calm();
        Price(106.1m);
        Assert.True(Look(market));
        Assert.True(market.IsHighRange);
        Assert.Equal(MarketVerdict.Normal, market.Verdict);
        Price(108.1m);
        Assert.True(Look(market));
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
        Assert.Equal("range 2.0× its 20-day mean", market.Why);
        Price(112.5m);
        Assert.True(Look(market));
        Assert.Equal(MarketVerdict.Stop, market.Verdict);
        Assert.Equal("range 3.1× its 20-day mean", market.Why);
    }

    [Fact]
    public void A_wick_on_one_of_three_venues_is_no_range()
    {
        var gamma = Traded("gamma", "BTC/USDT", 3);
        var market = new MarketScanner(_settings, [_alpha, _beta, _cross, gamma], Dollars, Days(20, range: 400)).Markets.First(m => m.Base == Btc);
        Price(100);
        Quote(gamma, 100);
        Look(market);
        Quote(gamma, 140);
        Look(market);
        Assert.True(market.Reading.RangeBps < 10, $"{market.Reading.RangeBps}");
    }

    [Fact]
    public void A_better_verdict_waits_until_it_has_been_due_without_a_break()
    {
        var market = Calm();
        Lean(bids: 99, asks: 1);
        Look(market, 120);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
        Assert.Equal("books one-sided, 96 % toward bids", market.Why);

        Lean(bids: 50, asks: 50);
        Look(market, 40);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
        Assert.EndsWith("held until better for 60 s without a break", market.Why, StringComparison.Ordinal);
        Lean(bids: 99, asks: 1);
        Look(market, 60);
        Lean(bids: 50, asks: 50);
        Look(market, 60);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
        Look(market, 30);
        Assert.Equal(MarketVerdict.Normal, market.Verdict);
    }

    [Fact]
    public void A_verdict_changes_at_most_once_each_way_in_a_minute_however_the_figures_jump()
    {
        var market = Calm();
        var changes = 0;
        for (var second = 0; second < 3_600; second++)
        {
            Lean(bids: second % 40 < 20 ? 999 : 1, asks: second % 40 < 20 ? 1 : 999);
            changes += Look(market) ? 1 : 0;
        }

        Assert.InRange(changes, 0, 120);
    }

    [Fact]
    public void A_new_day_begins_with_a_new_candle_and_a_new_profile()
    {
        var market = Market(Days(20, range: 400));
        Price(100);
        Look(market);
        Trade(100, 5, Side.Buy, market);
        Look(market);
        Assert.Equal(5, market.Reading.Cvd);
        Assert.Equal(100, market.Reading.PointOfControl, 1);
        Price(103);
        Look(market);

        _now = ((Today + 1) * Day) + Second;
        Look(market);
        Assert.Equal((0.0, 0.0, 0.0), (market.Reading.Cvd, market.Reading.PointOfControl, market.Reading.RangeBps));
        var yesterday = market.Candles[^2];
        Assert.Equal((Today, 100.0, 103.0, 100.0, 103.0, 5.0, 5.0), (yesterday.Day, yesterday.Open, yesterday.High, yesterday.Low, yesterday.Close, yesterday.Volume, yesterday.Delta));
        Assert.Equal(21, market.Candles.Count);
    }

    [Fact]
    public void A_restart_at_noon_knows_the_morning()
    {
        var market = Market(Days(20, range: 400));
        Price(100);
        Look(market);
        Trade(100, 5, Side.Sell, market);
        Price(104);
        Look(market, 3_000);

        var kept = new CandleHistory(false, new Dictionary<string, IReadOnlyList<DailyCandle>>(StringComparer.Ordinal) { ["BTC"] = market.Candles });
        var again = Market(kept);
        Price(102);
        Look(again);
        Assert.Equal(market.Reading.RangeBps, again.Reading.RangeBps);
        Assert.Equal(-5, again.Reading.Cvd);
        Assert.Equal(market.Candles[^1].ObservedSeconds, again.Candles[^1].ObservedSeconds);
        Assert.Equal(20, again.Reading.Days);
    }

    [Fact]
    public void Volume_delta_is_what_takers_bought_less_what_they_sold()
    {
        var market = Calm();
        Trade(100, 3, Side.Buy, market);
        Trade(100, 1, Side.Sell, market);
        Look(market);
        Assert.Equal((2.0, 0.5), (market.Reading.Cvd, market.Reading.Flow));

        // The flow is of the last hour, the delta of the day.
        Look(market, 3_700);
        Assert.Equal((2.0, 0.0), (market.Reading.Cvd, market.Reading.Flow));
    }

    [Fact]
    public void Whales_are_known_by_dollars_or_by_the_mean_and_forgotten_after_their_window()
    {
        var market = Calm();
        Trade(100, 1_500, Side.Sell, market);
        for (var i = 0; i < 300; i++)
            Trade(100, 1, i % 2 == 0 ? Side.Buy : Side.Sell, market);
        Look(market);
        Assert.Equal((1, -150_000.0), (market.Reading.Whales, market.Reading.WhaleNetUsd));
        for (var i = 0; i < 2_000; i++)
            Trade(100, 1, i % 2 == 0 ? Side.Buy : Side.Sell, market);
        for (var i = 0; i < 4; i++)
            Trade(100, 900, Side.Sell, market);
        Look(market);
        Assert.Equal(5, market.Reading.Whales);

        // Nothing is said of a window that has only been watched for seconds.
        Assert.Equal(MarketVerdict.Normal, market.Verdict);
        Look(market, 400);
        for (var i = 0; i < 5; i++)
            Trade(100, 900, Side.Sell, market);
        Look(market);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
        Assert.Equal("5 whale trades, mostly selling", market.Why);
        Look(market, 400);
        Assert.Equal(0, market.Reading.Whales);
    }

    [Fact]
    public void The_profile_finds_where_most_was_traded_and_seven_tenths_about_it()
    {
        var market = Calm();
        foreach (var (price, quantity) in (ReadOnlySpan<(decimal, int)>)[(99.8m, 5), (99.9m, 10), (100m, 40), (100.1m, 20), (100.2m, 15), (103m, 10)])
            Trade(price, quantity, Side.Buy, market);
        Look(market);
        Assert.Equal(100, market.Reading.PointOfControl, 1);
        Assert.Equal(99.95, market.Reading.ValueLow, 2);
        Assert.Equal(100.25, market.Reading.ValueHigh, 2);
    }

    [Fact]
    public void Only_proven_levels_lean()
    {
        var market = Calm();
        foreach (var instrument in (TradedInstrument[])[_alpha, _beta])
        {
            instrument.Book.Asks.Set(Units(101), Units(10_000));
            instrument.Book.Asks.ProveTo(0);
        }

        Look(market, 300);
        Assert.Equal(0, market.Reading.Imbalance, 6);
        Assert.Equal(MarketVerdict.Normal, market.Verdict);
    }

    [Fact]
    public void Low_and_bought_is_accumulation_and_aggressive_after_the_hold()
    {
        // Days between 98 and 112: 100 is low in them.
        var market = Market(Days(20, range: 1_400, low: 98));
        Price(100);
        Look(market);
        for (var minute = 0; minute < 30; minute++)
        {
            Trade(100, 40, Side.Buy, market);
            Trade(100, 25, Side.Sell, market);
            Look(market, 60);
        }

        Assert.Equal(WyckoffPhase.Accumulation, market.Reading.Phase);
        Assert.Equal(MarketVerdict.Aggressive, market.Verdict);
        Assert.StartsWith("accumulation, range", market.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void High_and_sold_is_distribution_and_careful()
    {
        var market = Market(Days(20, range: 1_400, low: 88));
        Price(100);
        Look(market);
        for (var minute = 0; minute < 10; minute++)
        {
            Trade(100, 25, Side.Buy, market);
            Trade(100, 40, Side.Sell, market);
            Look(market, 60);
        }

        Assert.Equal(WyckoffPhase.Distribution, market.Reading.Phase);
        Assert.Equal("distribution: sold near the top of its range", market.Why);
    }

    [Fact]
    public void Without_any_proven_book_for_a_while_it_is_careful()
    {
        var market = Calm();
        _alpha.Book.Break(BookReason.Silent);
        _beta.Book.Break(BookReason.Silent);
        Look(market, 29);
        Assert.Equal(MarketVerdict.Normal, market.Verdict);
        Look(market, 3);
        Assert.Equal(MarketVerdict.Careful, market.Verdict);
        Assert.Equal("no proven price against a dollar", market.Why);
    }

    [Fact]
    public void Trades_of_pairs_between_coins_and_of_dollars_count_nowhere()
    {
        var scanner = new MarketScanner(_settings, [_alpha, _beta, _cross], Dollars, CandleHistory.None);
        Assert.Equal(["BTC", "ETH"], scanner.Markets.Select(market => market.Base.Code));
        var feed = new InstrumentFeed("ETHBTC", 0);
        feed.Print(new TradePrint(Units(0.05m), Units(3), Side.Buy));
        scanner.OnTrades(_cross, feed, _now);
        Assert.All(scanner.Markets, market => Assert.Equal(0, market.Reading.Cvd));
        Assert.True(feed.TakePrints().IsEmpty);
    }

    private static HashSet<Asset> Dollars => [new("USD"), new("USDT")];

    private static Asset Btc => new("BTC");

    private static long Units(decimal value) => (long)(value * 1_0000_0000m);

    private static TradedInstrument Traded(string venue, string symbol, int index)
        => new(index, new Instrument(new Venue(venue), Symbol.Parse(symbol), symbol, Arbit.Money.Price.Parse("0.01"), Quantity.Parse("0.0001"), Quantity.Zero, Notional.Zero, FeeSchedule.PaperDefault), new OrderBook());

    private static CandleHistory Days(int count, double range, double low = 98, double observed = DailyCandle.SecondsADay)
    {
        var days = Enumerable.Range(0, count).Select(i => new DailyCandle(Today - count + i, 100, low + (range / 100), low, 100, 86_400, 0, observed)).ToList();
        return new CandleHistory(false, new Dictionary<string, IReadOnlyList<DailyCandle>>(StringComparer.Ordinal) { ["BTC"] = days });
    }

    private ScannedMarket Market(CandleHistory history) => new MarketScanner(_settings, [_alpha, _beta, _cross], Dollars, history).Markets.First(market => market.Base == Btc);

    /// <summary>Normal, at 100, where days usually move by 4 %.</summary>
    private ScannedMarket Calm()
    {
        var market = Market(Days(20, range: 400));
        Price(100);
        Look(market);
        Assert.Equal(MarketVerdict.Normal, market.Verdict);
        return market;
    }

    private void Price(decimal price)
    {
        Quote(_alpha, price);
        Quote(_beta, price);
    }

    private static void Quote(TradedInstrument traded, decimal price, decimal bids = 10, decimal asks = 10)
    {
        traded.Book.Clear();
        traded.Book.Bids.Set(Units(price - 0.01m), Units(bids));
        traded.Book.Asks.Set(Units(price + 0.01m), Units(asks));
        traded.Book.Bids.ProveAll();
        traded.Book.Asks.ProveAll();
        traded.Book.Prove();
    }

    private void Lean(decimal bids, decimal asks)
    {
        Quote(_alpha, 100, bids, asks);
        Quote(_beta, 100, bids, asks);
    }

    private void Trade(decimal price, decimal quantity, Side taker, ScannedMarket market)
    {
        _feed.Print(new TradePrint(Units(price), Units(quantity), taker));
        foreach (ref readonly var print in _feed.TakePrints())
            market.OnTrade(print.Price / 1e8, print.Quantity / 1e8, print.Taker == Side.Buy, _now);
    }

    private bool Look(ScannedMarket market, int seconds = 1)
    {
        var changed = false;
        for (var i = 0; i < seconds; i++)
        {
            _now += Second;
            changed |= market.Look(_now);
        }

        return changed;
    }
}
