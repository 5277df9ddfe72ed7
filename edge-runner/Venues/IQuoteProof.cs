using Arbit.EdgeRunner.Books;

namespace Arbit.EdgeRunner.Venues;

/// <summary>Holds a venue's best quotes against the book that its diffs made: an oracle the venue sends along.</summary>
public interface IQuoteProof
{
    long Checked { get; }

    long Different { get; }

    /// <summary>A snapshot is in the book.</summary>
    void OnSnapshot(OrderBook book);

    /// <summary>A best quote came.</summary>
    void OnQuote(OrderBook book, in BestQuote quote);

    /// <summary>The book stands as of this number of the venue's.</summary>
    void OnBook(OrderBook book, long sequence, bool endOfMessage);
}
