using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Kucoin;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Detection.Oracle;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Detection;

/// <summary>
/// Three venues' frames through codecs and books into the detector, as live has it, beside the oracle over the same book states:
/// whatever was planted and pays is taken, whatever does not is not.
/// </summary>
public sealed class SimulatedSessionTests(ITestOutputHelper output)
{
    private const decimal ThresholdBps = 8m;
    private const int StepsBetweenLooks = 10;
    private static readonly Exact Notional = new(500, 0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void All_that_pays_is_found_and_nothing_else(ulong stream)
    {
        var session = new Session(Seeds.Current + stream);
        var (candidates, taken, unproven, looks) = (0, 0, 0, 0);
        for (var step = 0; step < 60 * 50; step++)
        {
            session.Step();
            if (step % StepsBetweenLooks != 0)
                continue;
            looks++;
            var expected = OracleSearch.Paths(session.Books()).Where(path => path.IsProfitableBeforeFees).ToLookup(path => path.Key, StringComparer.Ordinal);
            var seenNow = session.Look().ToList();
            Assert.All(seenNow.Where(seen => !seen.IsTopProven), seen => Assert.False(seen.Taken, $"{seen.Key} was priced past what is proven"));
            unproven += seenNow.Count(seen => !seen.IsTopProven);
            var found = seenNow.Where(seen => seen.IsTopProven).ToDictionary(seen => seen.Key, StringComparer.Ordinal);
            Assert.Equal(expected.Select(path => path.Key).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
            foreach (var seen in found.Values)
            {
                candidates++;
                taken += seen.Taken ? 1 : 0;
                Compare(expected[seen.Key].Single(path => path.Start == seen.Start), seen);
            }
        }

        output.WriteLine($"{Seeds.Variable}={Seeds.Current}+{stream}: {session.Planted} planted, {looks} looks, {candidates} candidates, {taken} taken, {unproven} with a best price past what is proven");
        Assert.True(session.Planted > 10 && taken > 50, "opportunities were planted and taken");
    }

    private static void Compare(OraclePath path, Seen seen)
    {
        var best = path.Best();
        var pays = best is not null && best.Net.Sign > 0 && best.Net * 10_000 * Fixed.One >= best.Cost * Fixed.Of(ThresholdBps) && !LimitRules.CanLose(path, best);
        Assert.True(pays == seen.Taken, $"{seen.Key}: {(pays ? "pays" : "does not pay")}, {seen.Reason}");
        if (!seen.IsSized || best is null)
            return;
        Assert.Equal((best.Cost, best.Proceeds), (Fixed.Parse(seen.Cost), Fixed.Parse(seen.Proceeds)));
        Assert.Equal(best.Quantities, seen.Quantities.Select(Fixed.Parse));
    }

    private sealed record Seen(string Key, string Start, bool Taken, RefusalReason Reason, bool IsSized, string Cost, string Proceeds, string[] Quantities, bool IsTopProven);

    /// <summary>The simulated venues, the codecs that read them, and the detector over their books.</summary>
    private sealed class Session : IWallet, ITradeGate
    {
        private readonly SimulatedWorld _world;
        private readonly List<(SimulatedSession Client, VenueCodec Codec)> _venues = [];
        private readonly List<TradedInstrument> _instruments = [];
        private readonly BookRates _rates;
        private readonly PathGraph _graph;
        private readonly Detector _detector;

        public Session(ulong seed)
        {
            _world = new SimulatedWorld(new SimulationOptions { Seed = seed, DislocationsPerMinute = 40m }, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
            foreach (var venue in VenueNames.All)
                Connect(venue);
            HashSet<Asset> dollars = [.. JudgedCase.Dollars.Select(code => new Asset(code))];
            _rates = new BookRates(_instruments, dollars);
            _graph = new PathGraph(_instruments, dollars);
            _detector = new Detector(new DetectionSettings(Bps.From(ThresholdBps), Bps.From(ThresholdBps), Notional, long.MaxValue, SizingRules.Careful), this, _rates, this);
            foreach (var path in _graph.Paths)
                _detector.Admit(path);
        }

        public int Planted => _world.Market.Planted.Count;

        public Amount Free(Venue venue, Asset asset) => Amount.From(new Exact(100_000_000, 0));

        public RefusalReason Check(CyclePath path, long now) => RefusalReason.None;

        public void Step()
        {
            _world.Advance(SimulatedMarket.StepLength);
            foreach (var (client, codec) in _venues)
                Decode(client, codec);
            foreach (var instrument in _instruments)
                _rates.OnMarket(instrument);
        }

        public IEnumerable<Seen> Look()
        {
            foreach (var path in _graph.Paths)
            {
                var verdict = _detector.Look(path, 0);
                if (!verdict.IsCandidate)
                    continue;
                var view = CandidateView.Of(path, in verdict, _detector.Judge);
                var names = view.Legs.Select(leg => $"{leg.Venue} {leg.Symbol} {leg.Side}");
                var key = string.Join(" | ", view.Kind == "cross" ? names : names.Order(StringComparer.Ordinal));
                yield return new Seen(key, view.StartAsset, verdict.IsTaken, verdict.Reason, verdict.IsSized, view.Cost, view.Proceeds, [.. view.Legs.Select(leg => leg.Quantity)], IsTopProven(path));
            }
        }

        private static bool IsTopProven(CyclePath path)
            => path.Legs.Zip(path.Instruments).All(leg => leg.Second.Book is var book
                && (book.IsQuoteNewer || (leg.First.Side == Side.Sell ? book.Bids.IsProven(book.Bids.BestPrice) : book.Asks.IsProven(book.Asks.BestPrice))));

        public JudgedCase Books()
        {
            var usable = _instruments.Where(instrument => instrument.Book.IsUsable).ToList();
            var rates = new Dictionary<(string, string), (decimal, decimal)>();
            foreach (var instrument in usable)
            {
                var (asset, quote) = (instrument.Instrument.Symbol.Base.Code, instrument.Instrument.Symbol.Quote.Code);
                if (!JudgedCase.Dollars.Contains(asset) || !JudgedCase.Dollars.Contains(quote))
                    continue;
                rates.TryAdd((asset, quote), (Plain(instrument, instrument.Book.BidPrice), 1m));
                rates.TryAdd((quote, asset), (1m, Plain(instrument, instrument.Book.AskPrice)));
            }

            var balances = from venue in VenueNames.All
                           from asset in usable.SelectMany(i => new[] { i.Instrument.Symbol.Base.Code, i.Instrument.Symbol.Quote.Code }).Distinct(StringComparer.Ordinal)
                           select KeyValuePair.Create((venue, asset), 100_000_000m);
            return new JudgedCase(ThresholdBps, 500m, 1, new Dictionary<(string, string), decimal>(), new Dictionary<(string, string), decimal>(balances), [.. usable.Select(Judged)]) { Rates = rates };
        }

        private static JudgedInstrument Judged(TradedInstrument traded)
        {
            var rules = traded.Instrument;
            return new JudgedInstrument(
                rules.Venue.Name,
                rules.Symbol.Base.Code,
                rules.Symbol.Quote.Code,
                rules.Tick.Value.ToDecimal(),
                rules.Lot.Value.ToDecimal(),
                rules.MinQuantity.Value.ToDecimal(),
                rules.MinNotional.Value.ToDecimal(),
                rules.Fees.Taker.Value.ToDecimal(),
                rules.Fees.PaidIn == FeeAsset.Quote,
                Levels(traded, traded.Book.Bids, traded.Book.Quote.BidPrice, traded.Book.Quote.BidQuantity),
                Levels(traded, traded.Book.Asks, traded.Book.Quote.AskPrice, traded.Book.Quote.AskQuantity));
        }

        /// <summary>The first ten of what is proven; where a best quote is newer than the book, it stands for itself and all that is better.</summary>
        private static (decimal, decimal)[] Levels(TradedInstrument traded, BookSide side, long quoted, long size)
        {
            var book = traded.Book;
            var levels = Enumerable.Range(0, Math.Min(side.Count, 60)).Select(i => (Price: side.Price(i), Quantity: side.Quantity(i))).Where(level => side.IsProven(level.Price));
            if (book.Quote.Sequence > book.Sequence)
                levels = levels.Where(level => side == book.Bids ? level.Price < quoted : level.Price > quoted).Prepend((quoted, size));
            return [.. levels.Take(10).Select(level => (Plain(traded, level.Price), new Exact(level.Quantity, book.QuantityDecimals).ToDecimal()))];
        }

        private static decimal Plain(TradedInstrument traded, long price) => new Exact(price, traded.Book.PriceDecimals).ToDecimal();

        private void Connect(string venue)
        {
            var definition = VenueCatalog.Find(venue)!;
            var codec = definition.Codec(definition.Venue);
            var markets = _world.Market.Books.Select(book => book.Instrument).Where(market => market.Venue == venue).ToList();
            foreach (var market in markets)
            {
                var feed = codec.Follow(market.VenueSymbol, Symbol.Parse(market.Symbol));
                feed.ListedPriceDecimals = market.PriceDecimals;
                feed.ListedQuantityDecimals = market.QuantityDecimals;
                _instruments.Add(new TradedInstrument(_instruments.Count, Rules(definition.Venue, market), feed.Book));
            }

            var client = Subscribe(venue, [.. markets.Select(market => market.VenueSymbol)]);
            _venues.Add((client, codec));
            _world.Advance(SimulatedMarket.StepLength * 10);
            Decode(client, codec);
            if (!codec.NeedsSnapshot)
                return;
            var rest = venue == VenueNames.Binance ? "/api/v3/depth?limit=1000&symbol=" : "/api/v3/market/orderbook/level2?symbol=";
            foreach (var feed in codec.Feeds)
                codec.Load(feed, client.Rest(rest + feed.VenueSymbol).Body.Span);
        }

        /// <summary>The venue's tick; a coarser lot than the venue's, so that all sizes can be tried.</summary>
        private static Instrument Rules(Venue venue, SimulatedInstrument market)
        {
            var lot = market.Base switch { "BTC" => "0.00011", "ETH" => "0.003", "SOL" => "0.07", "PAXG" => "0.003", "BNB" => "0.02", _ => "9" };
            var fees = new FeeSchedule(Bps.From(5m), Bps.From(5m), venue.Name == VenueNames.Binance ? FeeAsset.Received : FeeAsset.Quote);
            return new Instrument(venue, Symbol.Parse(market.Symbol), market.VenueSymbol, Price.FromUnits(1, market.PriceDecimals), Quantity.Parse(lot), new Quantity(Exact.FromDecimal(market.MinQuantity)), new Notional(Exact.FromDecimal(market.MinNotional)), fees);
        }

        private SimulatedSession Subscribe(string venue, string[] symbols)
        {
            if (venue == VenueNames.Binance)
                return new SimulatedSession(_world, venue, "/stream?streams=" + string.Join('/', symbols.Select(symbol => symbol.ToLowerInvariant()).SelectMany(name => new[] { name + "@depth@100ms", name + "@bookTicker" })));
            if (venue == VenueNames.Kraken)
            {
                var kraken = new SimulatedSession(_world, venue, "/v2");
                kraken.Send($$$"""{"method":"subscribe","params":{"channel":"book","depth":25,"symbol":["{{{string.Join("\",\"", symbols)}}}"]}}""");
                return kraken;
            }

            var kucoin = new SimulatedSession(_world, venue, "/?token=" + Uri.EscapeDataString(KucoinVenue.Token));
            foreach (var channel in new[] { "level2", "ticker" })
                kucoin.Send($$"""{"id":1,"type":"subscribe","topic":"/market/{{channel}}:{{string.Join(',', symbols)}}","response":true}""");
            return kucoin;
        }

        private static void Decode(SimulatedSession client, VenueCodec codec)
        {
            foreach (var frame in client.Take())
                codec.Decode(frame.Bytes.Span);
        }
    }
}
