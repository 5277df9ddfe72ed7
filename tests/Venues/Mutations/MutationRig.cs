using System.Text;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.Money;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Mutations;

/// <summary>A codec with one small proven book that a frame is about to reach, and what that book was before.</summary>
public sealed class MutationRig
{
    private readonly string _venue;
    private readonly string _symbol;
    private readonly byte[]? _snapshot;
    private readonly byte[][] _setup;
    private readonly List<long> _levels = [];
    private (long Sequence, long Breaks, BookState State, BookReason Reason, BestQuote Quote, int Price, int Quantity) _book;
    private (int Bids, long BidsTo, long AsksTo) _sides;
    private (long, long, long, long, long, long) _counts;

    /// <param name="venue">Whose.</param>
    /// <param name="symbol">The one instrument that is followed.</param>
    /// <param name="snapshot">Fetched beside the stream; null where the venue streams it.</param>
    /// <param name="setup">Frames that make the book proven.</param>
    /// <param name="frame">The frame to be spoilt.</param>
    public MutationRig(string venue, string symbol, string? snapshot, IEnumerable<string> setup, byte[] frame)
    {
        _venue = venue;
        _symbol = symbol;
        _snapshot = snapshot is null ? null : Encoding.UTF8.GetBytes(snapshot);
        _setup = [.. setup.Select(Encoding.UTF8.GetBytes)];
        Frame = frame;
        (Codec, Feed) = Make();
        Restore();
        Assert.Equal((venue, BookState.Proven), (venue, Feed.Book.State));
    }

    public byte[] Frame { get; }

    public VenueCodec Codec { get; private set; }

    public InstrumentFeed Feed { get; private set; }

    /// <summary>Makes the book again what it was before the frame.</summary>
    public void Restore()
    {
        if (Feed.Book.PriceDecimals != OrderBook.InitialDecimals || Feed.Book.QuantityDecimals != OrderBook.InitialDecimals)
            (Codec, Feed) = Make();
        Feed.Reset();
        Feed.Depth = 0;
        if (_snapshot is not null)
            Codec.Load(Feed, _snapshot);
        foreach (var frame in _setup)
            Codec.Decode(frame);
        Remember();
    }

    /// <summary>Takes the book as it stands for what it was before.</summary>
    public void Remember()
    {
        var book = Feed.Book;
        _levels.Clear();
        Add(book.Bids);
        Add(book.Asks);
        _sides = (book.Bids.Count, book.Bids.IsProofBounded ? book.Bids.ProvenTo : -1, book.Asks.IsProofBounded ? book.Asks.ProvenTo : -1);
        _book = State(book);
        _counts = Counts();
    }

    /// <summary>The book as it was before the frame, for a reader that is none of the codec's.</summary>
    public ReferenceLevels Before() => new(_levels, _sides.Bids, _book.Price, _book.Quantity, _book.Sequence);

    /// <summary>Every level of both sides is what it was, to the last digit.</summary>
    public bool HasSameLevels()
    {
        var book = Feed.Book;
        return (book.Bids.Count + book.Asks.Count) * 2 == _levels.Count && book.Bids.Count == _sides.Bids
            && IsSame(book.Bids, 0) && IsSame(book.Asks, book.Bids.Count * 2);
    }

    /// <summary>Levels, state, sequence, scale, how far proven, quote, and all that was counted: nothing moved.</summary>
    public bool IsUntouched()
    {
        var book = Feed.Book;
        return HasSameLevels() && _book == State(book) && _counts == Counts()
            && _sides.BidsTo == (book.Bids.IsProofBounded ? book.Bids.ProvenTo : -1)
            && _sides.AsksTo == (book.Asks.IsProofBounded ? book.Asks.ProvenTo : -1);
    }

    private static (long, long, BookState, BookReason, BestQuote, int, int) State(OrderBook book)
        => (book.Sequence, book.Breaks, book.State, book.Reason, book.Quote, book.PriceDecimals, book.QuantityDecimals);

    private (long, long, long, long, long, long) Counts()
        => (Feed.BookUpdates, Feed.Duplicates, Feed.Trades, Feed.Quotes, Feed.ChecksumsChecked, Feed.Held.Count);

    private (VenueCodec, InstrumentFeed) Make()
    {
        var codec = CodecDrive.Codec(_venue);
        return (codec, codec.Follow(_symbol));
    }

    private void Add(BookSide side)
    {
        for (var i = 0; i < side.Count; i++)
        {
            _levels.Add(side.Price(i));
            _levels.Add(side.Quantity(i));
        }
    }

    private bool IsSame(BookSide side, int at)
    {
        // A number that fits elsewhere may have moved the book to another scale: the values stay.
        var book = Feed.Book;
        var isScaled = book.PriceDecimals != _book.Price || book.QuantityDecimals != _book.Quantity;
        for (var i = 0; i < side.Count; i++, at += 2)
        {
            var isSame = isScaled
                ? new Exact(side.Price(i), book.PriceDecimals) == new Exact(_levels[at], _book.Price)
                    && new Exact(side.Quantity(i), book.QuantityDecimals) == new Exact(_levels[at + 1], _book.Quantity)
                : side.Price(i) == _levels[at] && side.Quantity(i) == _levels[at + 1];
            if (!isSame)
                return false;
        }

        return true;
    }
}
