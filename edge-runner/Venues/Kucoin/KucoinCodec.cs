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
        var code = -1;
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

            // Looked over now and read below: nothing is applied before the frame is known to be whole.
            if (name.SequenceEqual("data"u8))
                data = reader.Position;
            else if (name.SequenceEqual("code"u8))
                code = reader.Position;
            reader.Skip();
        }

        reader.End();
        if (reader.Failed)
            return default;
        if (!type.SequenceEqual("message"u8))
            return OfConnection(ref reader, type, data, code);
        return ReadTopic(ref reader, topic, data, ref feed);
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

    private FrameOutcome OfConnection(ref WireReader reader, ReadOnlySpan<byte> type, int data, int code)
    {
        if (type.SequenceEqual("welcome"u8) || type.SequenceEqual("pong"u8) || type.SequenceEqual("ping"u8))
            return FrameOutcome.Of(FrameKind.Control);
        if (type.SequenceEqual("ack"u8))
            return FrameOutcome.Of(FrameKind.Acknowledged);
        if (!type.SequenceEqual("error"u8) && code < 0)
            return FrameOutcome.Of(FrameKind.Ignored);
        LastError = Encoding.UTF8.GetString(reader.Frame);
        return FrameOutcome.Of(data < 0 || code >= 0 ? FrameKind.Refused : FrameKind.Ignored);
    }

    private FrameOutcome ReadTopic(ref WireReader reader, ReadOnlySpan<byte> topic, int data, ref InstrumentFeed? feed)
    {
        var colon = topic.IndexOf((byte)':');
        var channel = colon < 0 ? Channel.Other : ChannelOf(topic[..colon]);
        if (channel == Channel.Other)
            return FrameOutcome.Of(FrameKind.Ignored);
        feed = Find(topic[(colon + 1)..]);
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
        if (item.First < 0 || item.Last < item.First || item.Bids < 0 || item.Asks < 0)
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        Levels.Clear();
        reader.Seek(item.Bids);
        ReadLevels(ref reader, feed);
        Levels.EndBids();
        reader.Seek(item.Asks);
        ReadLevels(ref reader, feed);
        if (reader.Failed)
            return default;

        var next = feed.Book.Sequence + 1;
        if (Place(feed, reader.Frame, item.First == next, item.First <= next, item.Last) is { } kept)
            return FrameOutcome.Of(kept, feed);
        ApplyInOrder(feed);
        Settle(feed, item.Last);
        return FrameOutcome.Of(FrameKind.Book, feed);
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
        feed.Trades++;
        feed.LastTrade = trade;
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
            Levels.Add(price, quantity, hasSequence ? reader.ReadWhole() : 0);
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
