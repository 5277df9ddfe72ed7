using Arbit.EdgeRunner.Detection;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Knows which updates can change nothing: whether a path pays before fees depends on best prices and rates alone, so where an
/// instrument's have not moved and none of its paths pays, there is nothing to look at again. (Most best quotes change a size.)
/// </summary>
public sealed class TopWatch(int instruments, int paths)
{
    private readonly Top[] _tops = new Top[instruments];
    private readonly int[] _paying = new int[instruments];
    private readonly bool[] _pays = new bool[paths];

    public bool HasNews(TradedInstrument traded, int ratesVersion)
    {
        var book = traded.Book;
        var top = book.IsUsable ? new Top(book.BidPrice, book.AskPrice, ratesVersion) : default;
        ref var last = ref _tops[traded.Index];
        if (top == last && _paying[traded.Index] == 0)
            return false;
        last = top;
        return true;
    }

    /// <summary>What a look at a path came to.</summary>
    public void Note(CyclePath path, bool pays)
    {
        if (_pays[path.Id] == pays)
            return;
        _pays[path.Id] = pays;
        foreach (var instrument in path.Instruments)
            _paying[instrument.Index] += pays ? 1 : -1;
    }

    private readonly record struct Top(long Bid, long Ask, int RatesVersion);
}
