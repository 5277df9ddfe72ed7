using System.Text;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Kucoin;

/// <summary>
/// KuCoin spot: level2 changes, ticker and match. Every change has a number of its own; a message carries those from
/// sequenceStart to sequenceEnd, and continues the book where its start is the last end plus one. A price of zero only moves the
/// sequence on. A book is a REST snapshot from which the changes behind its sequence go on.
/// </summary>
/// <remarks>Source: KuCoin, "Level-2 market data", local order book.</remarks>
public sealed class KucoinCodec(Venue venue) : VenueCodec(venue)
{
    private const long Unnumbered = -1;

    private long[] _order = new long[64];
    private int[] _positions = new int[64];

    public override bool NeedsSnapshot => true;

    protected override Symbol? SymbolOnTheWire(string venueSymbol)
        => Symbol.TryParse(venueSymbol.Replace('-', '/'), out var symbol) ? symbol : null;

    protected override FrameOutcome Read(ref WireReader reader, ref InstrumentFeed? feed)
    {
        ReadOnlySpan<byte> topic = default;
        ReadOnlySpan<byte> type = default;
        var data = -1;
        ReadOnlySpan<byte> subject = default;
        ReadOnlySpan<byte> code = default;
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            if (name.SequenceEqual("topic"u8) && reader.Peek() == '"')
            {
                topic = reader.ReadString();
                continue;
            }

            if (name.SequenceEqual("type"u8) && reader.Peek() == '"')
            {
                type = reader.ReadString();
                continue;
            }

            if (name.SequenceEqual("subject"u8) && reader.Peek() == '"')
            {
                subject = reader.ReadString();
                continue;
            }

            // Looked over now and read below: nothing is applied before the frame is known to be whole.
            var at = reader.Position;
            reader.Skip();
            if (name.SequenceEqual("data"u8))
                data = at;
            else if (name.SequenceEqual("code"u8) && !reader.Failed)
                code = reader.Frame[at..reader.Position];
        }

        reader.End();
        if (reader.Failed)
            return default;
        if (!type.SequenceEqual("message"u8))
            return OfConnection(ref reader, type, code);
        return ReadTopic(ref reader, topic, subject, data, ref feed);
    }

    protected override long ReadSnapshot(ref WireReader reader, InstrumentFeed feed)
    {
        var data = Member(ref reader, "data"u8);
        reader.Seek(Math.Max(data, 0));
        var body = new KucoinItem();
        body.Find(ref reader);
        if (data < 0 || body.Sequence < 0 || body.Bids < 0 || body.Asks < 0)
            reader.Fail(FrameFault.MissingField);
        Levels.Clear();
        reader.Seek(body.Bids);
        ReadLevels(ref reader, feed);
        Levels.EndBids();
        reader.Seek(body.Asks);
        ReadLevels(ref reader, feed);
        return body.Sequence;
    }

    private FrameOutcome OfConnection(ref WireReader reader, ReadOnlySpan<byte> type, ReadOnlySpan<byte> code)
    {
        if (type.SequenceEqual("welcome"u8) || type.SequenceEqual("pong"u8) || type.SequenceEqual("ping"u8))
            return FrameOutcome.Of(FrameKind.Control);
        if (type.SequenceEqual("ack"u8))
            return FrameOutcome.Of(FrameKind.Acknowledged);
        if (!type.SequenceEqual("error"u8) && (code.IsEmpty || code.IndexOf(Succeeded) >= 0))
            return FrameOutcome.Of(FrameKind.Ignored);
        LastError = Encoding.UTF8.GetString(reader.Frame);
        return FrameOutcome.Of(FrameKind.Refused);
    }

    private FrameOutcome ReadTopic(
        ref WireReader reader, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> subject, int data, ref InstrumentFeed? feed)
    {
        var colon = topic.IndexOf((byte)':');
        var channel = colon < 0 ? Channel.Other : ChannelOf(topic[..colon]);
        if (channel == Channel.Other)
            return FrameOutcome.Of(FrameKind.Ignored);

        // The tickers of all instruments come under one topic; there the subject names whose each is.
        var symbol = topic[(colon + 1)..];
        feed = Find(symbol.SequenceEqual("all"u8) ? subject : symbol);
        if (feed is null)
            return FrameOutcome.Of(FrameKind.Ignored);
        if (data < 0)
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        reader.Seek(data);
        var item = new KucoinItem();
        item.Find(ref reader);
        if (reader.Failed)
            return default;
        return channel switch
        {
            Channel.Level2 => ReadLevel2(ref reader, in item, feed),
            Channel.Ticker => ReadTicker(ref reader, in item, feed),
            _ => ReadMatch(ref reader, in item, feed),
        };
    }

    private static Channel ChannelOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("/market/level2"u8))
            return Channel.Level2;
        if (name.SequenceEqual("/market/ticker"u8))
            return Channel.Ticker;
        return name.SequenceEqual("/market/match"u8) ? Channel.Match : Channel.Other;
    }

    private FrameOutcome ReadLevel2(ref WireReader reader, in KucoinItem item, InstrumentFeed feed)
    {
        if (item.First < 0 || item.Last < 0 || item.Bids < 0 || item.Asks < 0)
            reader.Fail(FrameFault.MissingField);
        else if (item.Last < item.First)
            reader.Fail(FrameFault.Contradiction);

        Levels.Clear();
        reader.Seek(item.Bids);
        ReadLevels(ref reader, feed);
        Levels.EndBids();
        reader.Seek(item.Asks);
        ReadLevels(ref reader, feed);
        EnsureNumbered(ref reader, in item);
        if (reader.Failed)
            return default;

        var next = feed.Book.Sequence + 1;
        if (Place(feed, reader.Frame, item.First == next, item.First <= next, item.Last) is { } kept)
            return FrameOutcome.Of(kept, feed);
        ApplyInOrder(feed);
        Settle(feed, item.Last);
        return FrameOutcome.Of(FrameKind.Book, feed);
    }

    /// <summary>A change that cannot be placed must not be passed over: the sequence would look whole, and the book be wrong.</summary>
    private void EnsureNumbered(ref WireReader reader, in KucoinItem item)
    {
        for (var i = 0; i < Levels.Count; i++)
        {
            var sequence = Levels.Sequence(i);
            if (sequence < item.First || sequence > item.Last)
                reader.Fail(sequence < 0 ? FrameFault.MissingField : FrameFault.Contradiction);
        }
    }

    /// <summary>By each change's own number, skipping those that the snapshot already held.</summary>
    private void ApplyInOrder(InstrumentFeed feed)
    {
        var book = feed.Book;
        var had = book.Sequence;
        var count = Levels.Count;
        if (_order.Length < count)
        {
            _order = new long[count * 2];
            _positions = new int[count * 2];
        }

        for (var i = 0; i < count; i++)
        {
            _order[i] = Levels.Sequence(i);
            _positions[i] = i;
        }

        Array.Sort(_order, _positions, 0, count);
        for (var i = 0; i < count; i++)
        {
            var at = _positions[i];
            if (_order[i] <= had)
                continue;
            if (Levels.Price(at) != 0)
                (at < Levels.Bids ? book.Bids : book.Asks).Set(Levels.Price(at), Levels.Quantity(at));
            feed.QuoteProof?.OnBook(book, _order[i], endOfMessage: false);
        }
    }

    /// <summary>The code of an answer that is no error.</summary>
    private static ReadOnlySpan<byte> Succeeded => "200000"u8;

    private static FrameOutcome ReadTicker(ref WireReader reader, in KucoinItem item, InstrumentFeed feed)
    {
        if (item.Sequence < 0 || item.BestBid < 0 || item.BestBidSize < 0 || item.BestAsk < 0 || item.BestAskSize < 0)
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        var book = feed.Book;
        var quote = new BestQuote(
            item.Sequence,
            PriceAt(ref reader, item.BestBid, book),
            QuantityAt(ref reader, item.BestBidSize, book),
            PriceAt(ref reader, item.BestAsk, book),
            QuantityAt(ref reader, item.BestAskSize, book));
        if (reader.Failed)
            return default;
        feed.Quotes++;
        book.Overlay(quote);
        feed.QuoteProof?.OnQuote(book, in quote);
        return FrameOutcome.Of(FrameKind.Quote, feed);
    }

    private static FrameOutcome ReadMatch(ref WireReader reader, in KucoinItem item, InstrumentFeed feed)
    {
        if (item.Price < 0 || item.Size < 0)
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        var trade = new TradePrint(
            PriceAt(ref reader, item.Price, feed.Book),
            QuantityAt(ref reader, item.Size, feed.Book),
            item.IsSell ? Side.Sell : Side.Buy);
        if (reader.Failed)
            return default;
        feed.Print(in trade);
        return FrameOutcome.Of(FrameKind.Trade, feed);
    }

    private void ReadLevels(ref WireReader reader, InstrumentFeed feed)
    {
        var book = feed.Book;
        reader.BeginArray();
        var first = true;
        while (reader.NextItem(ref first))
        {
            var level = true;
            reader.BeginArray();
            if (!reader.NextItem(ref level))
            {
                reader.Fail(FrameFault.MissingField);
                return;
            }

            var price = reader.ReadPrice(book.PriceDecimals);
            if (!reader.NextItem(ref level))
            {
                reader.Fail(FrameFault.MissingField);
                return;
            }

            var quantity = reader.ReadQuantity(book.QuantityDecimals);
            var hasSequence = reader.NextItem(ref level);
            Levels.Add(price, quantity, hasSequence ? reader.ReadWhole() : Unnumbered);
            while (hasSequence && reader.NextItem(ref level))
                reader.Skip();
        }
    }

    private static long PriceAt(ref WireReader reader, int position, OrderBook book)
    {
        reader.Seek(position);
        return reader.ReadPrice(book.PriceDecimals);
    }

    private static long QuantityAt(ref WireReader reader, int position, OrderBook book)
    {
        reader.Seek(position);
        return reader.ReadQuantity(book.QuantityDecimals);
    }

    private static int Member(ref WireReader reader, ReadOnlySpan<byte> wanted)
    {
        var at = -1;
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            if (name.SequenceEqual(wanted))
                at = reader.Position;
            reader.Skip();
        }

        reader.End();
        return at;
    }

    private enum Channel : byte
    {
        Level2,
        Ticker,
        Match,
        Other,
    }
}
