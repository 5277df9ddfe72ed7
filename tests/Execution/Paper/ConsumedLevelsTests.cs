using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Execution.Paper;

/// <summary>
/// A paper fill is never better than the book allowed: held against levels kept apart, in decimals, and what was taken from each
/// as long as it stood unchanged.
/// </summary>
public sealed class ConsumedLevelsTests(ITestOutputHelper output)
{
    private static readonly Instrument Instrument = new(
        new Venue("binance"),
        Symbol.Parse("BTC/USDT"),
        "BTCUSDT",
        Price.Parse("0.01"),
        Quantity.Parse("0.001"),
        Quantity.Zero,
        Notional.Zero,
        FeeSchedule.PaperDefault);

    [Fact]
    public void A_level_that_was_taken_is_not_there_again_until_it_changes()
    {
        var traded = new TradedInstrument(0, Instrument, new OrderBook());
        var consumed = new ConsumedLevels();
        Set(traded, bids: false, 100m, 2m);
        Set(traded, bids: false, 101m, 5m);
        traded.Book.Prove();
        Assert.Equal(Quantity.Parse("1.5"), Take(traded, "1.5", "100", consumed));
        Assert.Equal(Quantity.Parse("0.5"), Take(traded, "1.5", "100", consumed));
        Assert.Equal(Quantity.Zero, Take(traded, "1.5", "100", consumed));
        Assert.Equal(Quantity.Parse("1"), Take(traded, "1", "101", consumed));
        Set(traded, bids: false, 100m, 1.25m);
        Assert.Equal(Quantity.Parse("1.25"), Take(traded, "9", "100", consumed));
        Assert.Equal(Quantity.Zero, PaperMatch.Fill(traded, Side.Buy, Quantity.Parse("1"), Price.Parse("100"), consumed).Filled);
        Assert.Equal(Quantity.Parse("1"), PaperMatch.Fill(traded, Side.Buy, Quantity.Parse("1"), Price.Parse("100")).Filled);
    }

    [Fact]
    public void Looking_takes_nothing()
    {
        var traded = new TradedInstrument(0, Instrument, new OrderBook());
        var consumed = new ConsumedLevels();
        Set(traded, bids: true, 100m, 2m);
        traded.Book.Prove();
        for (var i = 0; i < 3; i++)
            Assert.Equal(Quantity.Parse("2"), PaperMatch.Fill(traded, Side.Sell, Quantity.Parse("3"), Price.Parse("99"), consumed).Filled);
    }

    [Fact]
    public void On_random_books_no_fill_is_better_than_the_book_and_no_level_yields_more_than_it_showed()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random(unchecked((int)Seeds.Current));
        var fills = 0;
        for (var run = 0; run < 60; run++)
        {
            var traded = new TradedInstrument(0, Instrument, new OrderBook());
            var reference = new ReferenceFills();
            traded.Book.Prove();
            for (var step = 0; step < 80; step++)
            {
                if (random.Next(3) > 0)
                {
                    var bids = random.Next(2) == 0;
                    var price = 100m + ((bids ? -1 : 1) * random.Next(1, 12) / 10m);
                    var quantity = random.Next(3) == 0 ? 0m : random.Next(1, 4_000) / 1_000m;
                    Set(traded, bids, price, quantity);
                    reference.Set(bids, price, quantity);
                    Prove(traded, random);
                    continue;
                }

                fills += reference.Trade(traded, random) ? 1 : 0;
            }
        }

        output.WriteLine($"{fills} fills");
        Assert.True(fills > 300);
    }

    [SkippableFact]
    public void On_a_real_capture_no_fill_is_better_than_its_own_digits_allow()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var path = Captures.PathOf("binance/ws_spot_btc_eth_dot_usdt_20210404.jsonl.gz");
        var capture = Capture.Open(path);
        var codec = VenueCatalog.Find("binance")!.Codec(Instrument.Venue);
        var feed = codec.Follow("BTCUSDT", Instrument.Symbol);
        var traded = new TradedInstrument(0, Instrument, feed.Book);
        var snapshot = SnapshotFolder.Read(SnapshotFolder.BesideCapture(path)!).First(s => s.VenueSymbol == "BTCUSDT").Body;
        codec.Load(feed, snapshot);
        var reference = new ReferenceFills();
        using (var document = JsonDocument.Parse(snapshot))
            reference.Take(document.RootElement, "bids", "asks");
        var from = feed.Book.Sequence;
        var random = new Random(unchecked((int)Seeds.Current));
        var fills = 0;
        for (var i = 0; i < capture.Count; i++)
        {
            using var document = JsonDocument.Parse(capture.Frame(i).ToArray());
            codec.Decode(capture.Frame(i, out var length), length);
            var data = document.RootElement.GetProperty("data");
            if (data.GetProperty("e").GetString() == "depthUpdate" && data.GetProperty("s").GetString() == "BTCUSDT" && data.GetProperty("u").GetInt64() > from)
                reference.Take(data, "b", "a");
            if (feed.Book.IsUsable && random.Next(4) == 0)
                fills += reference.Trade(traded, random) ? 1 : 0;
        }

        output.WriteLine($"{fills} fills over {capture.Count} frames");
        Assert.True(fills > 200);
    }

    private static void Set(TradedInstrument traded, bool bids, decimal price, decimal quantity)
        => (bids ? traded.Book.Bids : traded.Book.Asks).Set(
            new Price(Exact.FromDecimal(price)).ToUnits(traded.Book.PriceDecimals),
            new Quantity(Exact.FromDecimal(quantity)).ToUnits(traded.Book.QuantityDecimals));

    /// <summary>Now and then the proof ends at some level, as a venue's does.</summary>
    private static void Prove(TradedInstrument traded, Random random)
    {
        foreach (var side in (BookSide[])[traded.Book.Bids, traded.Book.Asks])
        {
            if (side.Count > 2 && random.Next(3) == 0)
                side.ProveTo(random.Next(1, side.Count));
            else
                side.ProveAll();
        }
    }

    private static Quantity Take(TradedInstrument traded, string quantity, string limit, ConsumedLevels consumed)
        => PaperMatch.Take(traded, Side.Buy, Quantity.Parse(quantity), Price.Parse(limit), consumed).Filled;

    /// <summary>The same levels in decimals, and what was taken of each while it showed the same.</summary>
    private sealed class ReferenceFills
    {
        private readonly SortedDictionary<decimal, decimal> _bids = [];
        private readonly SortedDictionary<decimal, decimal> _asks = [];
        private readonly Dictionary<(bool Bids, decimal Price), (decimal Shown, decimal Taken)> _taken = [];
        private readonly ConsumedLevels _consumed = new();

        public void Set(bool bids, decimal price, decimal quantity)
        {
            var side = bids ? _bids : _asks;
            if (quantity == 0)
                side.Remove(price);
            else
                side[price] = quantity;
        }

        public void Take(JsonElement message, string bids, string asks)
        {
            foreach (var (name, isBid) in ((string, bool)[])[(bids, true), (asks, false)])
            {
                foreach (var level in message.GetProperty(name).EnumerateArray())
                    Set(isBid, Number(level[0]), Number(level[1]));
            }
        }

        /// <summary>Sends an order of any size and limit through both, and holds the one against the other.</summary>
        public bool Trade(TradedInstrument traded, Random random)
        {
            var buys = random.Next(2) == 0;
            var side = buys ? Side.Buy : Side.Sell;
            var levels = buys ? _asks.ToList() : Enumerable.Reverse(_bids).ToList();
            if (levels.Count == 0)
                return false;
            var limit = levels[Math.Min(random.Next(0, 6), levels.Count - 1)].Key;
            var wanted = random.Next(1, 6_000) / 1_000m;
            var (filled, notional, _, _) = PaperMatch.Take(traded, side, new Quantity(Exact.FromDecimal(wanted)), new Price(Exact.FromDecimal(limit)), _consumed);
            var (expected, cost) = Expect(traded, buys, levels, wanted, limit);
            Assert.Equal(expected, filled.Value.ToDecimal());
            Assert.Equal(cost, notional.Value.ToDecimal());
            if (expected == 0)
                return false;
            var average = cost / expected;
            Assert.True(buys ? average >= levels[0].Key && average <= limit : average <= levels[0].Key && average >= limit, $"{average} at a best of {levels[0].Key} and a limit of {limit}");
            return true;
        }

        private (decimal Filled, decimal Cost) Expect(TradedInstrument traded, bool buys, List<KeyValuePair<decimal, decimal>> levels, decimal wanted, decimal limit)
        {
            var proofs = buys ? traded.Book.Asks : traded.Book.Bids;
            decimal? provenTo = proofs.IsProofBounded ? new Exact(proofs.ProvenTo, traded.Book.PriceDecimals).ToDecimal() : null;
            decimal filled = 0, cost = 0;
            foreach (var (price, shown) in levels)
            {
                var isPast = buys ? price > limit || price > provenTo : price < limit || price < provenTo;
                if (isPast || filled == wanted)
                    break;
                var before = _taken.TryGetValue((!buys, price), out var taken) && taken.Shown == shown ? taken.Taken : 0;
                var now = Math.Min(wanted - filled, shown - before);
                Assert.True(before + now <= shown, $"{before + now} were taken of {shown}");
                if (now > 0)
                    _taken[(!buys, price)] = (shown, before + now);
                filled += now;
                cost += now * price;
            }

            return (filled, cost);
        }

        private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }
}
