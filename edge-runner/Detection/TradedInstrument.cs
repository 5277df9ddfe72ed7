using Arbit.EdgeRunner.Books;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Detection;

/// <summary>An instrument that is watched for opportunities: its rules, its book, and when its venue last spoke of it.</summary>
public sealed class TradedInstrument
{
    /// <exception cref="MoneyOverflowException">The instrument's steps are finer than any book's scale.</exception>
    public TradedInstrument(int index, Instrument instrument, OrderBook book)
    {
        Index = index;
        Name = instrument.ToString();
        Instrument = instrument;
        Book = book;

        // Steps must have a place at the book's scale, so that orders are counted as the book counts.
        book.Rescale(
            Math.Max(book.PriceDecimals, instrument.Tick.Value.Decimals),
            Math.Max(book.QuantityDecimals, instrument.Lot.Value.Decimals));
    }

    public int Index { get; }

    public Instrument Instrument { get; private set; }

    /// <summary>
    /// Where its fee asset is traded for its quote asset on the same venue, so that a fee that is paid beside the trade has a rate;
    /// null where nowhere.
    /// </summary>
    public TradedInstrument? FeeMarket { get; set; }

    /// <summary>Venue and symbol, for the audit.</summary>
    public string Name { get; }

    public OrderBook Book { get; }

    /// <summary>When the last frame that spoke of it was received, in Unix nanoseconds; 0 before the first.</summary>
    public long LastDataAt { get; set; }

    public bool HasTop => Book.BidPrice > 0 && Book.AskPrice > 0;

    /// <summary>What the account pays changed; paths through it have to be admitted anew.</summary>
    public void ChangeFees(FeeSchedule fees) => Instrument = Instrument with { Fees = fees };

    public override string ToString() => Name;
}
