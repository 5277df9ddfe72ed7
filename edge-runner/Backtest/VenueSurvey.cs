using Arbit.EdgeRunner.Backtest.Captures;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>What one venue's stream speaks of, found out by reading it once: its instruments, the digits they were sent with, first prices.</summary>
internal sealed class VenueSurvey
{
    private readonly CapturedVenue _venue;
    private readonly VenueCodec _codec;
    private readonly Dictionary<InstrumentFeed, Seen> _seen = [];

    public VenueSurvey(CapturedVenue venue)
    {
        _venue = venue;
        _codec = venue.Definition.Codec(venue.Definition.Venue);
        _codec.FollowsAll = !venue.IsComplete;
        foreach (var listed in venue.Listed)
            _codec.Follow(listed.VenueSymbol, listed.Symbol);
    }

    public void Read(EventKind kind, ReadOnlySpan<byte> buffer, int length)
    {
        var outcome = kind switch
        {
            EventKind.Frame => _codec.Decode(buffer, length),
            EventKind.Snapshot => Load(buffer[..length]),
            _ => default,
        };
        if (outcome.Feed is { } feed && outcome.Kind is FrameKind.Book or FrameKind.Quote or FrameKind.Trade or FrameKind.Held)
            Note(outcome.Feed, outcome.Kind);
    }

    /// <summary>The instruments that the stream speaks of, as listed; those that are not listed, as their digits look.</summary>
    public List<ListedInstrument> Instruments(List<string> assumptions)
    {
        var instruments = _venue.Listed.Where(listed => _venue.IsComplete || _seen.Keys.Any(feed => feed.VenueSymbol == listed.VenueSymbol)).ToList();
        var guessed = new List<string>();
        foreach (var (feed, seen) in _seen.OrderBy(s => s.Key.VenueSymbol, StringComparer.Ordinal))
        {
            if (_venue.Listed.Any(listed => listed.VenueSymbol == feed.VenueSymbol))
                continue;
            if ((feed.Symbol ?? SymbolGuess.Of(feed.VenueSymbol)) is not { } symbol || instruments.Any(listed => listed.Symbol == symbol))
            {
                assumptions.Add($"{_venue.Name} {feed.VenueSymbol}: base and quote cannot be told apart without an instrument list; left out.");
                continue;
            }

            var (tick, lot) = (new Exact(1, DecimalsOf(feed, seen.PriceDecimals, prices: true)), new Exact(1, DecimalsOf(feed, seen.QuantityDecimals, prices: false)));
            instruments.Add(new ListedInstrument(feed.VenueSymbol, symbol, new Price(tick), new Quantity(lot), new Quantity(lot), Notional.Zero, IsTrading: true));
            guessed.Add($"{feed.VenueSymbol} as {symbol}, tick {tick}, lot {lot}");
        }

        if (guessed.Count > 0)
            assumptions.Add($"{_venue.Name}: not in an instrument list, so taken from the stream and its digits, without smallest notionals: {string.Join("; ", guessed)}.");
        return instruments.OrderBy(listed => listed.Symbol).ToList();
    }

    /// <summary>The first price of each: a bid, or a trade where no bid came before it.</summary>
    public void FirstPrices(IReadOnlyList<ListedInstrument> instruments, DollarPrices prices)
    {
        foreach (var (feed, seen) in _seen)
        {
            if (instruments.FirstOrDefault(listed => listed.VenueSymbol == feed.VenueSymbol) is { } listed)
                prices.NoteFirst(_venue.Definition.Venue, listed.Symbol, seen.First);
        }
    }

    private FrameOutcome Load(ReadOnlySpan<byte> payload)
    {
        var end = payload.IndexOf((byte)0);
        if (end < 0)
            return default;
        var feed = _codec.Follow(System.Text.Encoding.UTF8.GetString(payload[..end]));
        return feed.Book.State == BookState.Proven ? default : _codec.Load(feed, payload[(end + 1)..]);
    }

    private void Note(InstrumentFeed feed, FrameKind kind)
    {
        if (!_seen.TryGetValue(feed, out var seen))
            _seen.Add(feed, seen = new Seen());
        var book = feed.Book;
        if (kind == FrameKind.Trade && feed.LastTrade is { Price: > 0 } trade)
        {
            seen.See(new Exact(trade.Price, book.PriceDecimals), new Exact(trade.Quantity, book.QuantityDecimals));
            return;
        }

        if (book.BidPrice > 0)
            seen.See(new Exact(book.BidPrice, book.PriceDecimals), new Exact(book.BidQuantity, book.QuantityDecimals));
    }

    /// <summary>With the levels that the book ends with: there are many more of them than best ones.</summary>
    private static int DecimalsOf(InstrumentFeed feed, int seen, bool prices)
    {
        foreach (var side in (BookSide[])[feed.Book.Bids, feed.Book.Asks])
        {
            for (var i = 0; i < side.Count; i++)
            {
                var value = prices ? new Exact(side.Price(i), feed.Book.PriceDecimals) : new Exact(side.Quantity(i), feed.Book.QuantityDecimals);
                seen = Math.Max(seen, value.Decimals);
            }
        }

        return seen;
    }

    private sealed class Seen
    {
        public Price First { get; private set; }

        public int PriceDecimals { get; private set; }

        public int QuantityDecimals { get; private set; }

        public void See(Exact price, Exact quantity)
        {
            if (First.IsZero)
                First = new Price(price);
            PriceDecimals = Math.Max(PriceDecimals, price.Decimals);
            QuantityDecimals = Math.Max(QuantityDecimals, quantity.Decimals);
        }
    }
}
