using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>
/// Rates measured from proven books, always by the price that would have to be taken: a dollar is turned into another at the bid
/// or the ask, never in the middle. Where no such book is usable there is no rate.
/// </summary>
public sealed class BookRates(IReadOnlyList<TradedInstrument> instruments, IReadOnlySet<Asset> dollars) : IRates
{
    private readonly Dictionary<(Asset From, Asset To), ConversionCell> _cells = [];

    private readonly bool[] _isBasis = instruments
        .Select(i => dollars.Contains(i.Instrument.Symbol.Base) && dollars.Contains(i.Instrument.Symbol.Quote))
        .ToArray();

    /// <summary>Raised whenever a rate changed.</summary>
    public int Version { get; private set; } = 1;

    public ConversionCell Between(Asset from, Asset to)
    {
        if (_cells.TryGetValue((from, to), out var cell))
            return cell;
        cell = new ConversionCell();
        _cells.Add((from, to), cell);
        Measure(from, to, cell);
        return cell;
    }

    /// <summary>One dollar is worth a dollar where figures are added up; what is traded between dollars is charged its basis.</summary>
    public Price? InDollars(Asset asset)
    {
        if (dollars.Contains(asset))
            return new Price(Exact.One);
        foreach (var instrument in instruments)
        {
            var symbol = instrument.Instrument.Symbol;
            if (symbol.Base == asset && dollars.Contains(symbol.Quote) && instrument.Book is { IsUsable: true, BidPrice: > 0 } book)
                return book.PriceFrom(book.BidPrice);
        }

        return null;
    }

    /// <summary>A book changed, or stopped being usable.</summary>
    public void OnMarket(TradedInstrument instrument)
    {
        if (!_isBasis[instrument.Index])
            return;
        var symbol = instrument.Instrument.Symbol;
        foreach (var ((from, to), cell) in _cells)
        {
            if ((symbol.Base == from && symbol.Quote == to) || (symbol.Base == to && symbol.Quote == from))
                Measure(from, to, cell);
        }
    }

    private void Measure(Asset from, Asset to, ConversionCell cell)
    {
        var measured = Measure(from, to);
        if (measured == cell.Current)
            return;
        cell.Current = measured;
        Version++;
    }

    private Conversion? Measure(Asset from, Asset to)
    {
        foreach (var instrument in instruments)
        {
            var (symbol, book) = (instrument.Instrument.Symbol, instrument.Book);
            if (!book.IsUsable || !instrument.HasTop)
                continue;
            if (symbol.Base == from && symbol.Quote == to)
                return Conversion.By(book.PriceFrom(book.BidPrice));
            if (symbol.Base == to && symbol.Quote == from)
                return Conversion.ByInverse(book.PriceFrom(book.AskPrice));
        }

        return null;
    }
}
