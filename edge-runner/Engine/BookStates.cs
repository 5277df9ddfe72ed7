using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Venues;
using Arbit.Money;

namespace Arbit.EdgeRunner.Engine;

/// <summary>Follows every book from proven to broken and back: a change is told of, and what is not right is asked for.</summary>
/// <param name="instruments">By their index.</param>
/// <param name="rates">What a book that comes or goes is worth to others.</param>
/// <param name="risk">Told of each book that broke.</param>
/// <param name="outbox">Builds books anew.</param>
/// <param name="audit">Where a change is told.</param>
/// <param name="resyncInterval">Between two requests for one book, nanoseconds.</param>
public sealed class BookStates(IReadOnlyList<TradedInstrument> instruments, BookRates rates, RiskControls risk, IOutbox outbox, AuditTrail audit, long resyncInterval)
{
    private static readonly string[] ReasonNames = Enum.GetNames<BookReason>();

    private readonly BookState[] _lastStates = new BookState[instruments.Count];
    private readonly int[] _scales = new int[instruments.Count];

    /// <summary>A book that changed its state is told of; one that is not right is asked for.</summary>
    public void Look(VenueShard shard, InstrumentFeed feed, TradedInstrument traded, long now)
    {
        var book = feed.Book;
        if (_scales[traded.Index] != book.ScaleVersion)
            AlignScales(traded);
        if (_lastStates[traded.Index] != book.State)
        {
            _lastStates[traded.Index] = book.State;
            if (book.State == BookState.Broken)
                risk.OnBroken(traded, now);
            audit.Add(now, "book", traded.Name, book.Reason == BookReason.None ? "proven" : ReasonNames[(int)book.Reason]);
            rates.OnMarket(traded);
        }

        if (book.State != BookState.Proven && shard.ShouldAsk(feed, now, resyncInterval))
            outbox.Resynchronise(shard, feed);
    }

    /// <summary>All of a venue's, whose codec has just given them up.</summary>
    public void LookAgain(VenueShard shard, long now)
    {
        foreach (var feed in shard.Codec.Feeds)
        {
            if (shard.TradedBy(feed) is { } traded)
                Look(shard, feed, traded, now);
        }
    }

    /// <summary>Gives up each book that was silent for longer than the limit (nanoseconds), or has moved out of what was proven.</summary>
    public void LookForAged(VenueShard shard, long silenceLimit, long now)
    {
        foreach (var feed in shard.Codec.Feeds)
        {
            if (shard.TradedBy(feed) is not { } traded)
                continue;
            // A snapshot is asked for once the stream is known to flow, so that it cannot be older than what flows.
            if (shard.Codec.NeedsSnapshot && feed.Book.State == BookState.Unproven && feed.Held.Count == 0)
                continue;
            if (feed.Book.State == BookState.Proven && now - traded.LastDataAt > silenceLimit)
                feed.Book.Break(BookReason.Silent);
            if (feed.Book.State == BookState.Proven && (feed.Book.Bids.HasLeftProof || feed.Book.Asks.HasLeftProof))
                feed.Book.Break(BookReason.OutOfRange);
            Look(shard, feed, traded, now);
        }
    }

    /// <summary>A symbol has one scale on every venue: a book that had to change its own takes the others along.</summary>
    private void AlignScales(TradedInstrument changed)
    {
        foreach (var other in instruments)
        {
            if (other.Instrument.Symbol != changed.Instrument.Symbol)
                continue;
            try
            {
                other.Book.Rescale(
                    Math.Max(other.Book.PriceDecimals, changed.Book.PriceDecimals),
                    Math.Max(other.Book.QuantityDecimals, changed.Book.QuantityDecimals));
            }
            catch (MoneyOverflowException)
            {
                // Legs carry their own scales, so a book that cannot follow is still priced exactly; only the sameness is lost.
            }

            _scales[other.Index] = other.Book.ScaleVersion;
        }
    }
}
