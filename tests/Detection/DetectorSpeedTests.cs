using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Xunit.Abstractions;

namespace Arbit.Tests.Detection;

/// <summary>What a look costs: nothing on the heap, and few sizes tried even where the first leg has millions of lots.</summary>
public sealed class DetectorSpeedTests(ITestOutputHelper output)
{
    private static readonly Asset Btc = new("BTC");
    private static readonly Asset Eth = new("ETH");
    private static readonly Asset Usd = new("USD");

    [Fact]
    public void A_look_at_what_is_no_candidate_allocates_nothing()
    {
        var market = new Market(200);
        var path = market.Cross(bid: 96_990m, ask: 97_000m);
        Assert.False(market.Detector.Look(path, 0).IsCandidate);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            market.Detector.Look(path, 0);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(200, 600)]
    [InlineData(20_000, 600)]
    public void Fine_lots_are_sized_in_few_tries_and_on_no_heap(int notional, int most)
    {
        var market = new Market(notional);
        var path = market.Cross(bid: 98_600m, ask: 97_000m);
        Assert.True(Sized(market, path, notional).IsTaken);
        Assert.InRange(market.Detector.Judge.Evaluations, 1, most);
        Assert.Equal(0, Allocated(market, path));
    }

    [Theory]
    [InlineData(200, 600)]
    [InlineData(20_000, 600)]
    public void So_is_a_triangle(int notional, int most)
    {
        var market = new Market(notional);
        var path = market.Triangle(ethUsd: 3_500m, ethBtc: 0.0355m, btcUsd: 100_500m);
        Assert.True(Sized(market, path, notional).IsTaken);
        Assert.InRange(market.Detector.Judge.Evaluations, 1, most);
        Assert.Equal(0, Allocated(market, path));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_300)]
    [InlineData(1_501)]
    public void So_is_a_net_next_to_nothing(int edge)
    {
        // Around what the fees eat: the slope of the net is next to nothing, and levels fall away by 0.4 bps each.
        var market = new Market(20_000, threshold: 0m);
        var path = market.Cross(bid: 97_000m * (1m + (edge / 1_000_000m)) * 1.0052m, ask: 97_000m);
        market.Detector.Look(path, 0);
        output.WriteLine($"edge {edge}: {market.Detector.Judge.Evaluations} sizes tried");
        Assert.InRange(market.Detector.Judge.Evaluations, 1, 2_000);
    }

    private Verdict Sized(Market market, CyclePath path, int notional)
    {
        var verdict = market.Detector.Look(path, 0);
        for (var i = 0; i < 2_000; i++)
            market.Detector.Look(path, 0);
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 2_000; i++)
            market.Detector.Look(path, 0);
        output.WriteLine($"{path.Kind} of {notional}: {market.Detector.Judge.Evaluations} sizes tried, {TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / 2_000:0.0} µs a look");
        return verdict;
    }

    private static long Allocated(Market market, CyclePath path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            market.Detector.Look(path, 0);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Deep books with lots of 10^-8, as on Kraken.</summary>
    private sealed class Market : IWallet, IRates, ITradeGate
    {
        private readonly List<TradedInstrument> _instruments = [];

        public Market(int notional, decimal threshold = 50m)
            => Detector = new Detector(new DetectionSettings(Bps.From(threshold), Bps.From(threshold), new Exact(notional, 0), long.MaxValue, SizingRules.Careful), this, this, this);

        public Detector Detector { get; }

        public CyclePath Cross(decimal bid, decimal ask)
        {
            var buy = Add("binance", Btc, Usd, ask - 1m, ask);
            var sell = Add("kraken", Btc, Usd, bid, bid + 1m);
            return Admitted(path => path.Kind == PathKind.Cross && path.Instruments[0] == buy && path.Instruments[1] == sell);
        }

        public CyclePath Triangle(decimal ethUsd, decimal ethBtc, decimal btcUsd)
        {
            Add("kraken", Eth, Usd, ethUsd - 0.01m, ethUsd);
            Add("kraken", Eth, Btc, ethBtc, ethBtc + 0.00001m);
            Add("kraken", Btc, Usd, btcUsd, btcUsd + 0.1m);
            return Admitted(path => path.Legs.Count(leg => leg.Side == Side.Sell) == 2);
        }

        public Amount Free(Venue venue, Asset asset) => Amount.From(new Exact(1_000_000, 0));

        public ConversionCell Between(Asset from, Asset to) => new();

        public Price? InDollars(Asset asset) => new Price(Exact.One);

        public RefusalReason Check(CyclePath path, long now) => RefusalReason.None;

        private CyclePath Admitted(Func<CyclePath, bool> which)
        {
            var path = new PathGraph(_instruments, new HashSet<Asset> { Usd }).Paths.Single(which);
            Detector.Admit(path);
            return path;
        }

        private TradedInstrument Add(string venue, Asset asset, Asset quote, decimal bid, decimal ask)
        {
            var fees = new FeeSchedule(Bps.From(26m), Bps.From(16m), venue == "kraken" ? FeeAsset.Quote : FeeAsset.Received);
            var instrument = new Instrument(new Venue(venue), new Symbol(asset, quote), "X", Price.Parse("0.00001"), Quantity.Parse("0.00000001"), Quantity.Parse("0.00005"), new Notional(Exact.Parse("0.00002")), fees);
            var book = new OrderBook();
            var random = new Random(7);
            for (var i = 0; i < 300; i++)
            {
                var quantity = (asset == Eth ? 30L : 1L) * random.NextInt64(5_000_000, 150_000_000);
                book.Bids.Set((long)(bid * (1m - (i * 0.0000413m)) * 100_000_000m) / 1_000 * 1_000, quantity);
                book.Asks.Set((long)(ask * (1m + (i * 0.0000413m)) * 100_000_000m) / 1_000 * 1_000, quantity + 1_234);
            }

            book.Prove();
            var traded = new TradedInstrument(_instruments.Count, instrument, book);
            _instruments.Add(traded);
            return traded;
        }
    }
}
