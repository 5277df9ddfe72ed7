using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Replay;

/// <summary>
/// KuCoin: a ticker names the sequence that it saw; the book's top at just that sequence must be its own. Some tickers come
/// before and some after the change they saw, so tops are remembered and tickers from ahead wait.
/// </summary>
public sealed class SequenceQuoteProof : IQuoteProof
{
    private const int Remembered = 4096;

    private readonly Queue<ScaledQuote> _tops = new();
    private readonly List<ScaledQuote> _ahead = [];
    private long _snapshot = long.MaxValue;
    private long _reached;

    public long Checked { get; private set; }

    public long Different { get; private set; }

    public void OnSnapshot(OrderBook book)
    {
        _snapshot = book.Sequence;
        _tops.Clear();
        OnBook(book, book.Sequence, endOfMessage: true);
    }

    public void OnQuote(OrderBook book, in BestQuote quote)
    {
        if (quote.Sequence < _snapshot && _snapshot != long.MaxValue)
            return;
        var scaled = ScaledQuote.Of(book, quote);
        if (_snapshot == long.MaxValue || quote.Sequence > _reached)
            _ahead.Add(scaled);
        else
            Compare(scaled);
    }

    public void OnBook(OrderBook book, long sequence, bool endOfMessage)
    {
        if (sequence == _reached && _tops.Count > 0)
            return;
        _reached = sequence;
        if (_tops.Count == Remembered)
            _tops.Dequeue();
        _tops.Enqueue(ScaledQuote.TopOf(book, sequence));
        for (var i = _ahead.Count - 1; i >= 0; i--)
        {
            if (_ahead[i].Quote.Sequence > sequence)
                continue;
            if (_ahead[i].Quote.Sequence >= _snapshot)
                Compare(_ahead[i]);
            _ahead.RemoveAt(i);
        }
    }

    private void Compare(in ScaledQuote quote)
    {
        foreach (var top in _tops)
        {
            if (top.Quote.Sequence != quote.Quote.Sequence)
                continue;
            Checked++;
            if (!top.IsSameTop(quote))
                Different++;
            return;
        }
    }
}
