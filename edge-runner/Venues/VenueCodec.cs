using System.Text;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues;

/// <summary>
/// What one venue's frames mean and how its books prove themselves. A frame is read whole, then applied whole: whatever is
/// wrong with it is counted and named, never thrown, and never leaves a book half changed. One codec serves one connection and
/// one thread; live, replay, tests and the bench use the same.
/// </summary>
public abstract class VenueCodec(Venue venue)
{
    private readonly VenueSymbolTable _symbols = new();
    private readonly List<InstrumentFeed> _feeds = [];

    public Venue Venue { get; } = venue;

    public IReadOnlyList<InstrumentFeed> Feeds => _feeds;

    /// <summary>In a replay every instrument that appears is followed; live, only those that were added.</summary>
    public bool FollowsAll { get; set; }

    /// <summary>Diffs are kept until their snapshot comes; off in a replay, where none comes any more.</summary>
    public bool HoldsDiffs { get; set; } = true;

    /// <summary>Levels a side to assume where the venue limits depth and no acknowledgement told; 0 to learn it from the snapshot.</summary>
    public int AssumedDepth { get; set; }

    /// <summary>Levels a side that snapshots are asked with; 0 where that is not known, and a snapshot proves its range and no more.</summary>
    public int SnapshotDepth { get; set; }

    /// <summary>What the venue said when it last refused something.</summary>
    public string LastError { get; protected set; } = "";

    /// <summary>True where a book begins with a snapshot that has to be fetched beside the stream.</summary>
    public abstract bool NeedsSnapshot { get; }

    /// <summary>The levels of the message being read; whole before any of them is applied.</summary>
    protected LevelBuffer Levels { get; } = new();

    public InstrumentFeed Follow(string venueSymbol, Symbol? symbol = null)
    {
        var name = Encoding.UTF8.GetBytes(venueSymbol);
        var feed = _symbols.Find(name);
        if (feed is null)
        {
            feed = new InstrumentFeed(venueSymbol, _feeds.Count) { Symbol = SymbolOnTheWire(venueSymbol) };
            _feeds.Add(feed);
            _symbols.Add(name, feed);
        }

        feed.Symbol = symbol ?? feed.Symbol;
        return feed;
    }

    /// <summary>One frame from the stream.</summary>
    /// <param name="buffer">The frame, with spare bytes behind it where the caller has them.</param>
    /// <param name="length">How many of the bytes are the frame.</param>
    public FrameOutcome Decode(ReadOnlySpan<byte> buffer, int length)
    {
        InstrumentFeed? feed = null;
        var reader = new WireReader(buffer, length);
        var outcome = Read(ref reader, ref feed);
        if (!reader.Failed)
            return outcome;
        if (IsUnusedArray(new WireReader(buffer, length)))
            return FrameOutcome.Of(FrameKind.Ignored);

        // Rare: a number that has no place at the book's scale, and may have one at another.
        var rescaling = new ScaleSearch();
        while (rescaling.TryMove(in reader, feed))
        {
            reader = new WireReader(buffer, length);
            outcome = Read(ref reader, ref feed);
            if (!reader.Failed)
                break;
        }

        // A frame that came to nothing has not moved the book either.
        if (reader.Failed || outcome.Feed is null)
            rescaling.Undo();
        return reader.Failed ? FrameOutcome.Malformed(reader.Fault) : outcome;
    }

    public FrameOutcome Decode(ReadOnlySpan<byte> frame) => Decode(frame, frame.Length);

    /// <summary>A snapshot fetched beside the stream; the diffs that were held are applied behind it.</summary>
    public FrameOutcome Load(InstrumentFeed feed, ReadOnlySpan<byte> body)
    {
        var rescaling = new ScaleSearch();
        while (true)
        {
            var reader = new WireReader(body);
            var sequence = ReadSnapshot(ref reader, feed);
            if (!reader.Failed)
            {
                LoadSnapshot(feed, sequence);
                return FrameOutcome.Of(FrameKind.Book, feed);
            }

            if (rescaling.TryMove(in reader, feed))
                continue;
            rescaling.Undo();
            if (reader.WantedScale < 0 || feed.Book.IsUsable)
                return FrameOutcome.Malformed(reader.Fault);
            if (feed.Book.IsEmpty)
            {
                feed.Book.Unprove(BookReason.NumberRange);
                return FrameOutcome.Malformed(reader.Fault);
            }

            // What an unusable book still holds must not keep out the snapshot that replaces it.
            feed.Book.Clear();
            rescaling = new ScaleSearch();
        }
    }

    /// <summary>The connection is gone: every book is unusable until it is built anew.</summary>
    public void Disconnect(BookReason reason = BookReason.Disconnected)
    {
        foreach (var feed in _feeds)
        {
            feed.Held.Clear();
            if (feed.Book.State == BookState.Proven)
                feed.Book.Break(reason);
            else if (feed.Book.State == BookState.Unproven)
                feed.Book.Unprove(reason);
        }
    }

    /// <summary>
    /// Reads a frame and, once it was read to its end without a fault, applies it. <paramref name="feed"/> tells whose scale a
    /// number did not fit.
    /// </summary>
    protected abstract FrameOutcome Read(ref WireReader reader, ref InstrumentFeed? feed);

    /// <summary>Reads a snapshot into <see cref="Levels"/> and answers its sequence number.</summary>
    protected virtual long ReadSnapshot(ref WireReader reader, InstrumentFeed feed)
    {
        reader.Fail(FrameFault.WrongType);
        return 0;
    }

    /// <summary>The symbol, where this venue's own name separates base and quote.</summary>
    protected virtual Symbol? SymbolOnTheWire(string venueSymbol) => null;

    protected InstrumentFeed? Find(ReadOnlySpan<byte> venueSymbol)
    {
        var feed = _symbols.Find(venueSymbol);
        if (feed is not null || !FollowsAll || venueSymbol.Length is 0 or > VenueSymbolTable.MaxLength)
            return feed;
        foreach (var b in venueSymbol)
        {
            if (b is <= (byte)' ' or (byte)'\\' or > 126)
                return null;
        }

        return Follow(Encoding.UTF8.GetString(venueSymbol));
    }

    /// <summary>
    /// A diff's place in the sequence: behind the book, next to it, or past a hole. Diffs that came before their snapshot wait.
    /// </summary>
    /// <param name="feed">Whose.</param>
    /// <param name="frame">As received, to hold.</param>
    /// <param name="continues">Its first number is the book's next.</param>
    /// <param name="bridges">The book's next number lies inside it.</param>
    /// <param name="last">Its last number.</param>
    /// <returns>null where it is to be applied, else what became of it.</returns>
    protected FrameKind? Place(InstrumentFeed feed, ReadOnlySpan<byte> frame, bool continues, bool bridges, long last)
    {
        var book = feed.Book;
        var awaitsBridge = book.State == BookState.Unproven && book.Reason == BookReason.AwaitingBridge;
        if (book.State != BookState.Proven && !awaitsBridge)
        {
            Hold(feed, frame);
            return FrameKind.Held;
        }

        if (last <= book.Sequence)
        {
            feed.Duplicates++;
            return FrameKind.Duplicate;
        }

        if (continues || (awaitsBridge && bridges))
            return null;
        if (feed.IsCatchingUp)
        {
            // The hole is between snapshot and stream: nothing was usable yet, so nothing broke; another snapshot is needed.
            book.Unprove(BookReason.SnapshotTooOld);
        }
        else
        {
            book.Break(BookReason.SequenceGap);
            feed.Held.Clear();
        }

        Hold(feed, frame);
        return FrameKind.Held;
    }

    /// <summary>After a diff was applied: the book stands as of its last number, and is usable unless it crosses itself.</summary>
    protected static void Settle(InstrumentFeed feed, long sequence)
    {
        var book = feed.Book;
        book.Sequence = sequence;
        feed.BookUpdates++;
        if (book.IsCrossed)
            book.Break(BookReason.Crossed);
        else
            book.Prove();
        feed.QuoteProof?.OnBook(book, sequence, endOfMessage: true);
    }

    private void Hold(InstrumentFeed feed, ReadOnlySpan<byte> frame)
    {
        if (HoldsDiffs)
            feed.Held.Add(frame);
    }

    /// <summary>An array at the top is whole JSON, and no venue sends one on a channel that is used here.</summary>
    private static bool IsUnusedArray(WireReader reader)
    {
        if (reader.Peek() != '[')
            return false;
        reader.Skip();
        reader.End();
        return !reader.Failed;
    }

    /// <summary>
    /// A snapshot proves its own range: what lies deeper was not in it, and is known only where a diff happened to touch it. One
    /// that had room for more held the whole side.
    /// </summary>
    private void ProveRange(BookSide side)
    {
        if (side.Count > 0 && (SnapshotDepth == 0 || side.Count >= SnapshotDepth))
            side.ProveTo(side.Count - 1);
    }

    private void LoadSnapshot(InstrumentFeed feed, long sequence)
    {
        var book = feed.Book;
        book.Load(Levels);
        book.Sequence = sequence;

        ProveRange(book.Bids);
        ProveRange(book.Asks);
        feed.BookUpdates++;
        book.Unprove(BookReason.AwaitingBridge);
        feed.QuoteProof?.OnSnapshot(book);
        ReplayHeld(feed);
    }

    private void ReplayHeld(InstrumentFeed feed)
    {
        feed.IsCatchingUp = true;
        var waiting = feed.Held.Count;
        while (waiting-- > 0 && feed.Held.TryTake(out var frame))
            Decode(frame);
        feed.IsCatchingUp = false;
    }
}
