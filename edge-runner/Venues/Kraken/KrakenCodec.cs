using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Kraken;

/// <summary>
/// Kraken WebSocket v2: book (snapshot, updates, checksum), ticker, trade, instrument. There are no sequence numbers: a book is
/// right where the checksum of its ten best levels is, and wrong from the first message where it is not. The book is cut to the
/// subscribed depth after every message, as the venue cuts its own.
/// </summary>
/// <remarks>Source: Kraken WebSocket v2, "book" channel and "maintain a valid book".</remarks>
public sealed class KrakenCodec(Venue venue) : VenueCodec(venue)
{
    private static readonly int[] Depths = [10, 25, 100, 500, 1000];

    private readonly KrakenChecksum _checksum = new();

    // The most decimals among the levels being read.
    private int _priceDecimals;
    private int _quantityDecimals;

    public override bool NeedsSnapshot => false;

    protected override Symbol? SymbolOnTheWire(string venueSymbol)
        => Symbol.TryParse(venueSymbol, out var symbol) ? symbol : null;

    protected override FrameOutcome Read(ref WireReader reader, ref InstrumentFeed? feed)
    {
        var channel = Channel.None;
        var type = ItemType.None;
        var data = -1;
        var acknowledged = default(KrakenAcknowledgement);
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            if (name.SequenceEqual("channel"u8))
            {
                channel = ChannelOf(reader.ReadString());
            }
            else if (name.SequenceEqual("type"u8))
            {
                type = TypeOf(reader.ReadString());
            }
            else if (name.SequenceEqual("data"u8))
            {
                // Looked over now and read below: nothing is applied before the frame is known to be whole.
                data = reader.Position;
                reader.Skip();
            }
            else if (!acknowledged.TryRead(ref reader, name))
            {
                reader.Skip();
            }
        }

        reader.End();
        if (reader.Failed)
            return default;
        if (acknowledged.IsReply)
            return Acknowledge(in acknowledged);
        if (channel is Channel.None or Channel.Other)
            return FrameOutcome.Of(FrameKind.Ignored);
        if (channel == Channel.Control)
            return FrameOutcome.Of(FrameKind.Control);
        if (data < 0 || (channel == Channel.Book && type == ItemType.None))
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        if (channel == Channel.Instrument)
            return FrameOutcome.Of(FrameKind.Instruments);
        reader.Seek(data);
        return ReadData(ref reader, channel, type == ItemType.Snapshot, ref feed);
    }

    private static ItemType TypeOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("update"u8))
            return ItemType.Update;
        return name.SequenceEqual("snapshot"u8) ? ItemType.Snapshot : ItemType.None;
    }

    private static Channel ChannelOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("book"u8))
            return Channel.Book;
        if (name.SequenceEqual("trade"u8))
            return Channel.Trade;
        if (name.SequenceEqual("ticker"u8))
            return Channel.Ticker;
        if (name.SequenceEqual("instrument"u8))
            return Channel.Instrument;
        return name.SequenceEqual("heartbeat"u8) || name.SequenceEqual("status"u8) ? Channel.Control : Channel.Other;
    }

    private FrameOutcome Acknowledge(in KrakenAcknowledgement reply)
    {
        if (reply.Error.Length > 0)
        {
            LastError = reply.Error;
            return FrameOutcome.Of(FrameKind.Refused);
        }

        if (reply.IsPong)
            return FrameOutcome.Of(FrameKind.Control);
        var feed = reply.IsBook ? Find(reply.Symbol) : null;
        if (feed is not null && reply.IsUnsubscribe)
            feed.Book.Unprove(BookReason.Unsubscribed);
        else if (feed is not null && reply.Depth > 0)
            feed.Depth = reply.Depth;
        return FrameOutcome.Of(FrameKind.Acknowledged, feed);
    }

    /// <summary>
    /// The items of a message, nearly always one. Where there are several, all of them are read before the first is applied.
    /// </summary>
    private FrameOutcome ReadData(ref WireReader reader, Channel channel, bool isSnapshot, ref InstrumentFeed? feed)
    {
        var start = reader.Position;
        var items = ReadItems(ref reader, channel, isSnapshot, ref feed, mayApply: false, out var outcome);
        if (reader.Failed || items <= 1)
            return outcome;
        reader.Seek(start);
        ReadItems(ref reader, channel, isSnapshot, ref feed, mayApply: true, out outcome);
        return outcome;
    }

    /// <summary>Reads every item; applies each where it may, and the only one in any case. Answers how many there were.</summary>
    private int ReadItems(
        ref WireReader reader, Channel channel, bool isSnapshot, ref InstrumentFeed? feed, bool mayApply, out FrameOutcome outcome)
    {
        outcome = FrameOutcome.Of(FrameKind.Ignored);
        var items = 0;
        reader.BeginArray();
        var first = true;
        var more = reader.NextItem(ref first);
        while (more)
        {
            var item = new KrakenItem();
            item.Find(ref reader);
            more = reader.NextItem(ref first);
            var next = reader.Position;
            var apply = mayApply || (items == 0 && !more);
            items++;
            if (reader.Failed)
                return items;
            feed = Find(item.Symbol);
            if (feed is not null)
            {
                outcome = channel switch
                {
                    Channel.Book => ReadBook(ref reader, in item, feed, isSnapshot, apply),
                    Channel.Trade => ReadTrade(ref reader, in item, feed, apply),
                    _ => ReadTicker(ref reader, in item, feed, apply),
                };
            }

            reader.Seek(next);
        }

        return items;
    }

    private FrameOutcome ReadBook(ref WireReader reader, in KrakenItem item, InstrumentFeed feed, bool isSnapshot, bool apply)
    {
        Levels.Clear();
        _priceDecimals = 0;
        _quantityDecimals = 0;
        if (item.Bids > 0)
        {
            reader.Seek(item.Bids);
            ReadLevels(ref reader, feed);
        }

        Levels.EndBids();
        if (item.Asks > 0)
        {
            reader.Seek(item.Asks);
            ReadLevels(ref reader, feed);
        }

        if (item.Checksum < 0 || item.Bids < 0 || item.Asks < 0)
            reader.Fail(FrameFault.MissingField);
        if (reader.Failed || !apply)
            return default;

        var book = feed.Book;
        if (!isSnapshot && book.State == BookState.Unproven)
            return FrameOutcome.Of(FrameKind.Held, feed);
        if (isSnapshot)
            LoadSnapshot(feed);
        else
            book.Apply(Levels);
        book.Bids.Truncate(feed.Depth);
        book.Asks.Truncate(feed.Depth);
        feed.BookUpdates++;
        book.Sequence++;
        Prove(feed, (uint)item.Checksum, isSnapshot);
        return FrameOutcome.Of(FrameKind.Book, feed);
    }

    private void LoadSnapshot(InstrumentFeed feed)
    {
        if (feed.Depth == 0)
        {
            var levels = Math.Max(Levels.Bids, Levels.Count - Levels.Bids);
            feed.Depth = AssumedDepth > 0 ? AssumedDepth : Array.Find(Depths, depth => depth >= levels);
            if (feed.Depth == 0)
                feed.Depth = levels;
        }

        // Digits that were altered on their way must not spoil the checksums of all that comes: the precision is learned anew.
        feed.SentPriceDecimals = _priceDecimals;
        feed.SentQuantityDecimals = _quantityDecimals;
        feed.Book.Load(Levels);
        feed.Book.Unprove(BookReason.AwaitingSnapshot);
    }

    private void Prove(InstrumentFeed feed, uint checksum, bool isSnapshot)
    {
        var book = feed.Book;
        feed.ChecksumsChecked++;
        if (!Matches(feed, checksum))
        {
            feed.ChecksumsFailed++;
            book.Break(BookReason.ChecksumFailed);
            return;
        }

        // A broken book is only right again from a snapshot: ten levels that match say nothing of those behind them.
        if (book.State == BookState.Broken && !isSnapshot)
            return;
        ProveSide(book.Bids);
        ProveSide(book.Asks);
        if (book.IsCrossed)
            book.Break(BookReason.Crossed);
        else
            book.Prove();
    }

    private bool Matches(InstrumentFeed feed, uint checksum)
    {
        // Digits count as the venue's own once the checksum says so.
        var sentPrice = Math.Max(feed.SentPriceDecimals, _priceDecimals);
        var sentQuantity = Math.Max(feed.SentQuantityDecimals, _quantityDecimals);
        var price = feed.ListedPriceDecimals >= 0 ? feed.ListedPriceDecimals : sentPrice;
        var quantity = feed.ListedQuantityDecimals >= 0 ? feed.ListedQuantityDecimals : sentQuantity;
        if (!_checksum.Matches(feed.Book, price, quantity, checksum))
        {
            // An instrument list can be older than the stream; what the digits themselves say is then the better precision.
            if ((price == sentPrice && quantity == sentQuantity) || !_checksum.Matches(feed.Book, sentPrice, sentQuantity, checksum))
                return false;
            feed.ListedPriceDecimals = -1;
            feed.ListedQuantityDecimals = -1;
        }

        feed.SentPriceDecimals = sentPrice;
        feed.SentQuantityDecimals = sentQuantity;
        return true;
    }

    private static void ProveSide(BookSide side)
    {
        // Fewer levels than the checksum covers: the side was checked to its end, and a thin book is an ordinary one.
        if (side.Count < KrakenChecksum.Levels)
            side.ProveAll();
        else
            side.ProveTo(KrakenChecksum.Levels - 1);
    }

    private void ReadLevels(ref WireReader reader, InstrumentFeed feed)
    {
        var book = feed.Book;
        reader.BeginArray();
        var first = true;
        while (reader.NextItem(ref first))
        {
            long price = -1;
            long quantity = -1;
            var member = true;
            reader.BeginObject();
            while (reader.NextMember(ref member, out var key, out _))
            {
                switch (key)
                {
                    case Keys.Price:
                        price = reader.ReadPrice(book.PriceDecimals);
                        _priceDecimals = Math.Max(_priceDecimals, reader.DecimalsSent);
                        break;
                    case Keys.Quantity:
                        quantity = reader.ReadQuantity(book.QuantityDecimals);
                        _quantityDecimals = Math.Max(_quantityDecimals, reader.DecimalsSent);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            if (price < 0 || quantity < 0)
            {
                reader.Fail(FrameFault.MissingField);
                return;
            }

            Levels.Add(price, quantity);
        }
    }

    private static FrameOutcome ReadTrade(ref WireReader reader, in KrakenItem item, InstrumentFeed feed, bool apply)
    {
        if (item.Price < 0 || item.Quantity < 0)
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        reader.Seek(item.Price);
        var price = reader.ReadPrice(feed.Book.PriceDecimals);
        reader.Seek(item.Quantity);
        var quantity = reader.ReadQuantity(feed.Book.QuantityDecimals);
        if (reader.Failed || !apply)
            return default;
        feed.Print(new TradePrint(price, quantity, item.IsSell ? Side.Sell : Side.Buy));
        return FrameOutcome.Of(FrameKind.Trade, feed);
    }

    /// <summary>Kraken's ticker carries no number that places it in the book's stream: it is counted, and overlays nothing.</summary>
    private static FrameOutcome ReadTicker(ref WireReader reader, in KrakenItem item, InstrumentFeed feed, bool apply)
    {
        if (item.Bid < 0 || item.Ask < 0)
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        reader.Seek(item.Bid);
        reader.ReadPrice(feed.Book.PriceDecimals);
        reader.Seek(item.Ask);
        reader.ReadPrice(feed.Book.PriceDecimals);
        if (reader.Failed || !apply)
            return default;
        feed.Quotes++;
        return FrameOutcome.Of(FrameKind.Quote, feed);
    }

    private enum ItemType : byte
    {
        None,
        Snapshot,
        Update,
    }

    private enum Channel : byte
    {
        None,
        Book,
        Trade,
        Ticker,
        Instrument,
        Control,
        Other,
    }

    private static class Keys
    {
        public const ulong Price = 'p' | ((ulong)'r' << 8) | ((ulong)'i' << 16) | ((ulong)'c' << 24) | ((ulong)'e' << 32);
        public const ulong Quantity = 'q' | ((ulong)'t' << 8) | ((ulong)'y' << 16);
    }
}
