using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.Money;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>One instrument's best prices as they change, and what came of them.</summary>
internal sealed class TopOfBook(string venue, Symbol symbol, InstrumentFeed feed)
{
    private (BookState State, long Bid, long BidSize, long Ask, long AskSize, int Scale) _seen;
    private double _sum;
    private Bps _min;
    private Bps _max;

    public string Venue => venue;

    public Symbol Symbol => symbol;

    public InstrumentFeed Feed => feed;

    public long Samples { get; private set; }

    /// <summary>Timestamp of the newest frame of it; 0 for none.</summary>
    public long LastSeen { get; set; }

    /// <summary>Proven, and with both sides.</summary>
    public bool IsPriced => feed.Book.IsUsable && feed.Book.BidPrice > 0 && feed.Book.AskPrice > 0;

    public Price Bid => feed.Book.PriceFrom(feed.Book.BidPrice);

    public Price Ask => feed.Book.PriceFrom(feed.Book.AskPrice);

    public Quantity BidSize => feed.Book.QuantityFrom(feed.Book.BidQuantity);

    public Quantity AskSize => feed.Book.QuantityFrom(feed.Book.AskQuantity);

    /// <summary>Takes the book as it stands; false where its top and its state are as they were.</summary>
    public bool Observe()
    {
        var book = feed.Book;
        var now = (book.State, book.BidPrice, book.BidQuantity, book.AskPrice, book.AskQuantity, book.ScaleVersion);
        if (now == _seen)
            return false;
        _seen = now;
        if (IsPriced)
            Sample();
        return true;
    }

    public InstrumentFitness Describe(double seconds, long? staleMs) => new(
        venue,
        symbol.ToString(),
        Samples,
        feed.Book.BidPrice > 0 ? Bid.ToString() : null,
        feed.Book.AskPrice > 0 ? Ask.ToString() : null,
        Samples == 0 ? null : new SpreadFitness(Math.Round(_sum / Samples, 4), _min.Value.ToDecimal(), _max.Value.ToDecimal()),
        Math.Round(feed.BookUpdates / Math.Max(seconds, 1e-3), 1),
        feed.Book.State,
        feed.Book.Reason == BookReason.None ? null : feed.Book.Reason,
        feed.Book.Breaks,
        staleMs);

    /// <summary>Of the middle: (ask − bid) ÷ ((ask + bid) ÷ 2).</summary>
    private void Sample()
    {
        var bid = Bid.Value;
        var ask = Ask.Value;
        var spread = Bps.Of((ask - bid) * new Exact(2, 0), ask + bid, Rounding.HalfEven);
        _min = Samples == 0 || spread < _min ? spread : _min;
        _max = Samples == 0 || spread > _max ? spread : _max;
        _sum += (double)spread.RateUnits / 10_000;
        Samples++;
    }
}
