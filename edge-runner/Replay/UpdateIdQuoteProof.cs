using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Replay;

/// <summary>
/// Binance: after each applied diff the book's top must be the newest bookTicker whose u is past the snapshot and not past the
/// diff's.
/// </summary>
public sealed class UpdateIdQuoteProof : IQuoteProof
{
    private readonly Queue<ScaledQuote> _ahead = new();
    private long _snapshot = long.MaxValue;
    private ScaledQuote? _newest;

    public long Checked { get; private set; }

    public long Different { get; private set; }

    public void OnSnapshot(OrderBook book)
    {
        _snapshot = book.Sequence;
        _newest = null;
    }

    public void OnQuote(OrderBook book, in BestQuote quote) => _ahead.Enqueue(ScaledQuote.Of(book, quote));

    public void OnBook(OrderBook book, long sequence, bool endOfMessage)
    {
        while (_ahead.TryPeek(out var quote) && quote.Quote.Sequence <= sequence)
        {
            if (quote.Quote.Sequence > _snapshot)
                _newest = quote;
            _ahead.Dequeue();
        }

        if (_newest is not { } newest)
            return;
        Checked++;
        if (!newest.IsSameTop(ScaledQuote.TopOf(book, sequence)))
            Different++;
    }
}
