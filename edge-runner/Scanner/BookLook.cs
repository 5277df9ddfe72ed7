using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Money;

namespace Arbit.EdgeRunner.Scanner;

/// <summary>One look at the books of one base asset: the median of their middle prices, and how their best levels lean.</summary>
internal sealed class BookLook(IReadOnlyList<TradedInstrument> instruments, ScannerSettings settings)
{
    private readonly double[] _middles = new double[instruments.Count];

    /// <summary>In dollars, each dollar as one; 0 where no book is proven.</summary>
    public double Price { get; private set; }

    /// <summary>Bids less asks over both, −1 to 1, of the best levels as far as they are proven; smoothed.</summary>
    public double Imbalance { get; private set; }

    public void Look()
    {
        var count = 0;
        var (bids, asks) = (0.0, 0.0);
        foreach (var instrument in instruments)
        {
            var book = instrument.Book;
            if (!book.IsUsable || !instrument.HasTop)
                continue;
            Insert(((double)book.BidPrice + book.AskPrice) / 2 / PowersOfTen.Long(book.PriceDecimals), count++);
            var unit = (double)PowersOfTen.Long(book.QuantityDecimals);
            bids += Depth(book.Bids) / unit;
            asks += Depth(book.Asks) / unit;
        }

        Price = count == 0 ? 0 : count % 2 == 1 ? _middles[count / 2] : (_middles[(count / 2) - 1] + _middles[count / 2]) / 2;
        if (bids + asks > 0)
            Imbalance += (((bids - asks) / (bids + asks)) - Imbalance) / settings.ImbalanceSeconds;
    }

    private double Depth(BookSide side)
    {
        var depth = 0.0;
        var levels = Math.Min(side.Count, settings.ImbalanceLevels);
        for (var i = 0; i < levels && side.IsProven(side.Price(i)); i++)
            depth += side.Quantity(i);
        return depth;
    }

    private void Insert(double middle, int count)
    {
        var at = count;
        for (; at > 0 && _middles[at - 1] > middle; at--)
            _middles[at] = _middles[at - 1];
        _middles[at] = middle;
    }
}
