using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Venues.Binance;

/// <summary>
/// Binance spot (Binance.US and the Binance cloud speak the same): combined or raw streams of depth diffs, best quotes and
/// trades. A book is a REST snapshot bridged by the first diff with U ≤ lastUpdateId + 1 ≤ u; from there every diff's U is the
/// u before it plus one (futures: its pu is the u before it).
/// </summary>
/// <remarks>Source: Binance spot API, "How to manage a local order book correctly".</remarks>
public sealed partial class BinanceCodec(Venue venue) : VenueCodec(venue)
{
    public override bool NeedsSnapshot => true;

    protected override FrameOutcome Read(ref WireReader reader, ref InstrumentFeed? feed)
    {
        var usual = reader;
        if (TryReadUsual(ref usual, ref feed, out var outcome))
            return outcome;

        var message = default(Message);
        reader.BeginObject();
        var first = true;
        var wrapped = false;
        while (reader.NextMember(ref first, out var key, out _))
        {
            switch (key)
            {
                case Keys.Stream:
                    reader.ReadString();
                    break;
                case Keys.Data when reader.Peek() == '{':
                    wrapped = true;
                    reader.BeginObject();
                    ReadMembers(ref reader, ref message, ref feed);
                    break;
                default:
                    // Not a combined stream's envelope: the message itself, from its start.
                    reader.Seek(0);
                    reader.BeginObject();
                    ReadMembers(ref reader, ref message, ref feed);
                    reader.End();
                    return reader.Failed ? default : Apply(ref reader, in message, feed);
            }
        }

        reader.End();
        if (reader.Failed)
            return default;
        return wrapped ? Apply(ref reader, in message, feed) : FrameOutcome.Of(FrameKind.Ignored);
    }

    protected override long ReadSnapshot(ref WireReader reader, InstrumentFeed feed)
    {
        Levels.Clear();
        long sequence = -1;
        var bids = -1;
        var asks = -1;
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            if (name.SequenceEqual("lastUpdateId"u8))
            {
                sequence = reader.ReadWhole();
                continue;
            }

            if (name.SequenceEqual("bids"u8))
                bids = reader.Position;
            else if (name.SequenceEqual("asks"u8))
                asks = reader.Position;
            reader.Skip();
        }

        reader.End();
        if (sequence < 0 || bids < 0 || asks < 0)
        {
            reader.Fail(FrameFault.MissingField);
            return 0;
        }

        reader.Seek(bids);
        ReadLevels(ref reader, feed);
        Levels.EndBids();
        reader.Seek(asks);
        ReadLevels(ref reader, feed);
        return sequence;
    }

    /// <summary>The message's members in any order; what cannot be read before its instrument is known is read in a second pass.</summary>
    private void ReadMembers(ref WireReader reader, ref Message message, ref InstrumentFeed? feed)
    {
        var start = reader.Position;
        feed = null;
        if (ReadPass(ref reader, ref message, ref feed, isSecond: false) || feed is null || reader.Failed)
            return;
        reader.Seek(start);
        ReadPass(ref reader, ref message, ref feed, isSecond: true);
    }

    /// <summary>False where prices came before the symbol that tells their scale (of two symbols, the last).</summary>
    private bool ReadPass(ref WireReader reader, ref Message message, ref InstrumentFeed? feed, bool isSecond)
    {
        message = default;
        message.FirstId = message.LastId = message.PreviousId = -1;
        Levels.Clear();
        var complete = true;
        var first = true;
        while (reader.NextMember(ref first, out var key, out var name))
        {
            switch (key)
            {
                case Keys.Event:
                    message.Event = EventOf(reader.ReadString());
                    break;
                case Keys.Symbol:
                    var symbol = reader.ReadString();
                    if (!reader.Failed && !isSecond)
                    {
                        feed = Find(symbol);
                        complete &= message.Fields == Fields.None;
                    }

                    message.HasSymbol = true;
                    break;
                case Keys.FirstId when message.Event is EventKind.None or EventKind.Depth:
                    message.FirstId = reader.ReadWhole();
                    break;
                case Keys.LastId when message.Event is EventKind.None or EventKind.Depth or EventKind.Quote:
                    message.LastId = reader.ReadWhole();
                    break;
                case Keys.PreviousId:
                    // Futures say -1 where there is none.
                    if (reader.Peek() == '-')
                        reader.Skip();
                    else
                        message.PreviousId = reader.ReadWhole();
                    break;
                case Keys.Bids or Keys.Asks or Keys.BidQuantity or Keys.AskQuantity when message.Event is not (EventKind.Trade or EventKind.Other):
                case Keys.Price or Keys.Quantity when message.Event is EventKind.Trade or EventKind.None:
                    if (feed is not null)
                        ReadNumbers(ref reader, ref message, feed, key);
                    else
                        reader.Skip();
                    complete &= feed is not null;
                    break;
                case Keys.IsBuyerMaker when message.Event is EventKind.Trade or EventKind.None:
                    message.IsBuyerMaker = reader.ReadBool();
                    break;
                case Keys.Code or Keys.Error:
                    message.IsRefusal = true;
                    LastError = ReadError(ref reader, LastError);
                    break;
                case Keys.Message when message.IsRefusal:
                    LastError = ReadError(ref reader, LastError);
                    break;
                case Keys.Result:
                    message.IsAcknowledgement = true;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return complete;
    }

    private void ReadNumbers(ref WireReader reader, ref Message message, InstrumentFeed feed, ulong key)
    {
        var book = feed.Book;
        switch (key)
        {
            case Keys.Bids when reader.Peek() == '[':
                ReadSide(ref reader, ref message, feed, bids: true);
                break;
            case Keys.Asks when reader.Peek() == '[':
                ReadSide(ref reader, ref message, feed, bids: false);
                break;
            case Keys.Bids:
                message.BidPrice = reader.ReadPrice(book.PriceDecimals);
                message.Fields |= Fields.BidPrice;
                break;
            case Keys.BidQuantity:
                message.BidQuantity = reader.ReadQuantity(book.QuantityDecimals);
                message.Fields |= Fields.BidQuantity;
                break;
            case Keys.Asks:
                message.AskPrice = reader.ReadPrice(book.PriceDecimals);
                message.Fields |= Fields.AskPrice;
                break;
            case Keys.AskQuantity:
                message.AskQuantity = reader.ReadQuantity(book.QuantityDecimals);
                message.Fields |= Fields.AskQuantity;
                break;
            case Keys.Price:
                message.BidPrice = reader.ReadPrice(book.PriceDecimals);
                message.Fields |= Fields.Price;
                break;
            default:
                message.BidQuantity = reader.ReadQuantity(book.QuantityDecimals);
                message.Fields |= Fields.Quantity;
                break;
        }
    }

    /// <summary>Bids stand first in the buffer: asks that come before them are passed over, and read when the bids were.</summary>
    private void ReadSide(ref WireReader reader, ref Message message, InstrumentFeed feed, bool bids)
    {
        var field = bids ? Fields.Bids : Fields.Asks;
        if ((message.Fields & field) != Fields.None)
        {
            reader.Fail(FrameFault.WrongType);
            return;
        }

        message.Fields |= field;
        if (!bids && (message.Fields & Fields.Bids) == Fields.None)
        {
            message.AsksAt = reader.Position;
            reader.Skip();
            return;
        }

        ReadLevels(ref reader, feed);
        if (!bids)
            return;
        Levels.EndBids();
        if (message.AsksAt == 0)
            return;
        var after = reader.Position;
        reader.Seek(message.AsksAt);
        ReadLevels(ref reader, feed);
        reader.Seek(after);
    }

    private void ReadLevels(ref WireReader reader, InstrumentFeed feed)
    {
        var priceDecimals = feed.Book.PriceDecimals;
        var quantityDecimals = feed.Book.QuantityDecimals;
        reader.BeginArray();
        var first = true;
        var begun = false;
        while (begun || reader.NextItem(ref first))
        {
            // As Binance writes a level, character for character; anything else is read by its grammar.
            if (!begun && !reader.TryLiteral("["u8) && !reader.BeginArray())
                return;
            var level = true;
            if (!reader.IsAt((byte)'"') && !reader.NextItem(ref level))
            {
                reader.Fail(FrameFault.WrongType);
                return;
            }

            level = false;
            var price = reader.ReadPrice(priceDecimals);
            if (!reader.TryLiteral(","u8) && !reader.NextItem(ref level))
            {
                reader.Fail(FrameFault.MissingField);
                return;
            }

            // Nearly half of all changes remove a level.
            var quantity = reader.TryLiteral("\"0.00000000\""u8) ? 0 : reader.ReadQuantity(quantityDecimals);
            Levels.Add(price, quantity);
            begun = reader.TryLiteral("],["u8);
            if (begun || reader.TryLiteral("]"u8))
                continue;

            // Old REST bodies carry an empty third item.
            while (reader.NextItem(ref level))
                reader.Skip();
        }
    }

    private FrameOutcome Apply(ref WireReader reader, in Message message, InstrumentFeed? feed)
    {
        if (message.IsRefusal && !message.HasSymbol)
            return FrameOutcome.Of(FrameKind.Refused);
        if (message.IsAcknowledgement && !message.HasSymbol)
            return FrameOutcome.Of(FrameKind.Acknowledged);
        if (message.Event == EventKind.Other || !message.HasSymbol)
            return FrameOutcome.Of(FrameKind.Ignored);

        var isQuote = message.Event == EventKind.Quote
            || (message.Event == EventKind.None && (message.Fields & Fields.Quote) != Fields.None);
        var wanted = message.Event == EventKind.Depth ? Fields.Diff : message.Event == EventKind.Trade ? Fields.Trade : Fields.Quote;
        if (message.Event == EventKind.None && !isQuote)
            return FrameOutcome.Of(FrameKind.Ignored);
        if (feed is null)
            return FrameOutcome.Of(FrameKind.Ignored);
        if ((message.Fields & wanted) != wanted
            || (message.Event == EventKind.Depth && (message.FirstId < 0 || message.LastId < 0))
            || (isQuote && message.LastId < 0))
        {
            reader.Fail(FrameFault.MissingField);
            return default;
        }

        if (message.Event == EventKind.Depth && message.LastId < message.FirstId)
        {
            reader.Fail(FrameFault.Contradiction);
            return default;
        }

        if (isQuote)
            return ApplyQuote(new BestQuote(message.LastId, message.BidPrice, message.BidQuantity, message.AskPrice, message.AskQuantity), feed);
        return message.Event == EventKind.Trade
            ? ApplyTrade(new TradePrint(message.BidPrice, message.BidQuantity, message.IsBuyerMaker ? Side.Sell : Side.Buy), feed)
            : ApplyDiff(ref reader, in message, feed);
    }

    private FrameOutcome ApplyDiff(ref WireReader reader, in Message message, InstrumentFeed feed)
    {
        var next = feed.Book.Sequence + 1;
        var continues = message.PreviousId >= 0 ? message.PreviousId == next - 1 : message.FirstId == next;
        var bridges = message.PreviousId >= 0 ? message.PreviousId < next : message.FirstId <= next;
        if (Place(feed, reader.Frame, continues, bridges, message.LastId) is { } kept)
            return FrameOutcome.Of(kept, feed);
        feed.Book.Apply(Levels);
        Settle(feed, message.LastId);
        return FrameOutcome.Of(FrameKind.Book, feed);
    }

    private static FrameOutcome ApplyQuote(in BestQuote quote, InstrumentFeed feed)
    {
        feed.Quotes++;
        feed.Book.Overlay(quote);
        feed.QuoteProof?.OnQuote(feed.Book, in quote);
        return FrameOutcome.Of(FrameKind.Quote, feed);
    }

    private static FrameOutcome ApplyTrade(in TradePrint trade, InstrumentFeed feed)
    {
        feed.Print(in trade);
        return FrameOutcome.Of(FrameKind.Trade, feed);
    }

    private static string ReadError(ref WireReader reader, string soFar)
    {
        var start = reader.Position;
        reader.Skip();
        return reader.Failed ? soFar : System.Text.Encoding.UTF8.GetString(reader.Frame[start..reader.Position]);
    }

    private static EventKind EventOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        11 when name.SequenceEqual("depthUpdate"u8) => EventKind.Depth,
        5 when name.SequenceEqual("trade"u8) => EventKind.Trade,
        8 when name.SequenceEqual("aggTrade"u8) => EventKind.Trade,
        10 when name.SequenceEqual("bookTicker"u8) => EventKind.Quote,
        _ => EventKind.Other,
    };

    private enum EventKind : byte
    {
        None,
        Depth,
        Quote,
        Trade,
        Other,
    }

    [Flags]
    private enum Fields : ushort
    {
        None = 0,
        Bids = 1,
        Asks = 2,
        BidPrice = 4,
        BidQuantity = 8,
        AskPrice = 16,
        AskQuantity = 32,
        Price = 64,
        Quantity = 128,
        Diff = Bids | Asks,
        Quote = BidPrice | BidQuantity | AskPrice | AskQuantity,
        Trade = Price | Quantity,
    }

    /// <summary>One message's fields, until it is known to be whole.</summary>
    private struct Message
    {
        public long FirstId;
        public long LastId;
        public long PreviousId;
        public long BidPrice;
        public long BidQuantity;
        public long AskPrice;
        public long AskQuantity;
        public int AsksAt;
        public Fields Fields;
        public EventKind Event;
        public bool HasSymbol;
        public bool IsBuyerMaker;
        public bool IsRefusal;
        public bool IsAcknowledgement;
    }

    private static class Keys
    {
        public const ulong Event = 'e';
        public const ulong Symbol = 's';
        public const ulong FirstId = 'U';
        public const ulong LastId = 'u';
        public const ulong PreviousId = 'p' | ((ulong)'u' << 8);
        public const ulong Bids = 'b';
        public const ulong BidQuantity = 'B';
        public const ulong Asks = 'a';
        public const ulong AskQuantity = 'A';
        public const ulong Price = 'p';
        public const ulong Quantity = 'q';
        public const ulong IsBuyerMaker = 'm';
        public const ulong Data = 'd' | ((ulong)'a' << 8) | ((ulong)'t' << 16) | ((ulong)'a' << 24);
        public const ulong Stream = 's' | ((ulong)'t' << 8) | ((ulong)'r' << 16) | ((ulong)'e' << 24) | ((ulong)'a' << 32) | ((ulong)'m' << 40);
        public const ulong Code = 'c' | ((ulong)'o' << 8) | ((ulong)'d' << 16) | ((ulong)'e' << 24);
        public const ulong Message = 'm' | ((ulong)'s' << 8) | ((ulong)'g' << 16);
        public const ulong Error = 'e' | ((ulong)'r' << 8) | ((ulong)'r' << 16) | ((ulong)'o' << 24) | ((ulong)'r' << 32);
        public const ulong Result = 'r' | ((ulong)'e' << 8) | ((ulong)'s' << 16) | ((ulong)'u' << 24) | ((ulong)'l' << 32) | ((ulong)'t' << 40);
    }
}
