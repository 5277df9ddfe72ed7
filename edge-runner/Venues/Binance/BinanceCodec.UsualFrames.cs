using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Venues.Binance;

/// <summary>
/// The three frames that nearly all traffic is made of, member for member as Binance writes them: read without asking at every
/// member which it is. A frame that is in any way different is left to the reader of any order, which comes to the same.
/// </summary>
public sealed partial class BinanceCodec
{
    /// <summary>By feed: the bytes of its quotes that never change.</summary>
    private QuoteFrame?[] _quoteFrames = [];
    private QuoteFrame? _lastQuote;

    private bool TryReadUsual(ref WireReader reader, ref InstrumentFeed? feed, out FrameOutcome outcome)
    {
        // One quote follows another, mostly of the same stream: what is before and behind its number is then the same.
        if (_lastQuote is { } last && reader.TryLiteral(last.Head))
        {
            var sequence = reader.ReadWhole();
            feed = last.Feed;
            outcome = default;
            return reader.TryLiteral(last.Middle) && TryReadQuoteNumbers(ref reader, sequence, feed, out outcome);
        }

        outcome = default;
        if (!reader.TryLiteral("{\"stream\":"u8))
            return false;
        reader.ReadString();
        if (!reader.TryLiteral(",\"data\":{\""u8))
            return false;
        if (reader.TryLiteral("u\":"u8))
            return TryReadUsualQuote(ref reader, ref feed, out outcome);
        if (reader.TryLiteral("e\":\"trade\",\"E\":"u8))
            return TryReadUsualTrade(ref reader, ref feed, out outcome);
        return reader.TryLiteral("e\":\"depthUpdate\",\"E\":"u8) && TryReadUsualDiff(ref reader, ref feed, out outcome);
    }

    private bool TryReadUsualQuote(ref WireReader reader, ref InstrumentFeed? feed, out FrameOutcome outcome)
    {
        outcome = default;
        var head = reader.Position;
        var sequence = reader.ReadWhole();
        var middle = reader.Position;
        if (!TryReadFeed(ref reader, ref feed) || !reader.TryLiteral(",\"b\":"u8))
            return false;
        _lastQuote = QuoteFrameOf(feed!, reader.Frame[..head], reader.Frame[middle..reader.Position]);
        return TryReadQuoteNumbers(ref reader, sequence, feed!, out outcome);
    }

    private QuoteFrame QuoteFrameOf(InstrumentFeed feed, ReadOnlySpan<byte> head, ReadOnlySpan<byte> middle)
    {
        if (feed.Index >= _quoteFrames.Length)
            Array.Resize(ref _quoteFrames, feed.Index + 1);
        return _quoteFrames[feed.Index] ??= new QuoteFrame(head.ToArray(), middle.ToArray(), feed);
    }

    private static bool TryReadQuoteNumbers(ref WireReader reader, long sequence, InstrumentFeed feed, out FrameOutcome outcome)
    {
        outcome = default;
        var book = feed.Book;
        var (priceDecimals, quantityDecimals) = (book.PriceDecimals, book.QuantityDecimals);
        var bid = reader.ReadPrice(priceDecimals);
        if (!reader.TryLiteral(",\"B\":"u8))
            return false;
        var bidQuantity = reader.ReadQuantity(quantityDecimals);
        if (!reader.TryLiteral(",\"a\":"u8))
            return false;
        var ask = reader.ReadPrice(priceDecimals);
        if (!reader.TryLiteral(",\"A\":"u8))
            return false;
        var askQuantity = reader.ReadQuantity(quantityDecimals);
        if (!reader.TryEnd("}}"u8))
            return false;
        outcome = ApplyQuote(new BestQuote(sequence, bid, bidQuantity, ask, askQuantity), feed);
        return true;
    }

    private bool TryReadUsualTrade(ref WireReader reader, ref InstrumentFeed? feed, out FrameOutcome outcome)
    {
        outcome = default;
        reader.ReadWhole();
        if (!TryReadFeed(ref reader, ref feed) || !reader.TryLiteral(",\"t\":"u8))
            return false;
        reader.ReadWhole();
        if (!reader.TryLiteral(",\"p\":"u8))
            return false;
        var price = reader.ReadPrice(feed!.Book.PriceDecimals);
        if (!reader.TryLiteral(",\"q\":"u8))
            return false;
        var quantity = reader.ReadQuantity(feed.Book.QuantityDecimals);
        if (!reader.TryLiteral(",\"T\":"u8))
            return false;
        reader.ReadWhole();
        var sold = reader.TryLiteral(",\"m\":true"u8);
        if ((!sold && !reader.TryLiteral(",\"m\":false"u8)) || !reader.TryEnd(",\"M\":true}}"u8))
            return false;
        outcome = ApplyTrade(new TradePrint(price, quantity, sold ? Side.Sell : Side.Buy), feed);
        return true;
    }

    private bool TryReadUsualDiff(ref WireReader reader, ref InstrumentFeed? feed, out FrameOutcome outcome)
    {
        outcome = default;
        reader.ReadWhole();
        if (!TryReadFeed(ref reader, ref feed) || !reader.TryLiteral(",\"U\":"u8))
            return false;
        var message = new Message { PreviousId = -1, FirstId = reader.ReadWhole() };
        if (!reader.TryLiteral(",\"u\":"u8))
            return false;
        message.LastId = reader.ReadWhole();
        if (message.LastId < message.FirstId || !reader.TryLiteral(",\"b\":"u8))
            return false;
        Levels.Clear();
        ReadLevels(ref reader, feed!);
        Levels.EndBids();
        if (!reader.TryLiteral(",\"a\":"u8))
            return false;
        ReadLevels(ref reader, feed!);
        if (!reader.TryEnd("}}"u8))
            return false;
        outcome = ApplyDiff(ref reader, in message, feed!);
        return true;
    }

    private sealed record QuoteFrame(byte[] Head, byte[] Middle, InstrumentFeed Feed);

    private bool TryReadFeed(ref WireReader reader, ref InstrumentFeed? feed)
    {
        if (!reader.TryLiteral(",\"s\":"u8))
            return false;
        var symbol = reader.ReadString();
        if (reader.Failed)
            return false;
        feed = Find(symbol);
        return feed is not null;
    }
}
