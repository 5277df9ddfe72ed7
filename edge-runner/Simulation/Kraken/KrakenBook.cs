using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>One symbol at the venue: its views by depth, its last trades, its day.</summary>
internal sealed class KrakenBook(SimulatedBook source)
{
    // The trade channel's snapshot holds the last 50 trades (venue document "Trade").
    private const int TradesKept = 50;

    private readonly List<DepthView> views = [];
    private readonly Queue<KrakenTrade> trades = new();

    public SimulatedBook Source => source;

    public string Symbol => source.Instrument.VenueSymbol;

    public string TickerTopic { get; } = KrakenTopics.Ticker(source.Instrument.VenueSymbol);

    public string QuoteTickerTopic { get; } = KrakenTopics.QuoteTicker(source.Instrument.VenueSymbol);

    public string TradeTopic { get; } = KrakenTopics.Trade(source.Instrument.VenueSymbol);

    public DayStatistics Day { get; } = new(source.Bid.Price);

    public IReadOnlyList<DepthView> Views => views;

    public IReadOnlyCollection<KrakenTrade> Trades => trades;

    /// <summary>The view of a depth, made of the book as it stands where nobody has had one yet.</summary>
    public DepthView View(int depth)
    {
        DepthView? view = views.Find(view => view.Depth == depth);
        if (view is not null) return view;
        view = new DepthView(source, depth);
        views.Add(view);
        return view;
    }

    public void DropViews(Predicate<DepthView> unwanted) => views.RemoveAll(unwanted);

    public void Apply(BookEvent change)
    {
        foreach (DepthView view in views) view.Apply(change);
    }

    public void Remember(KrakenTrade trade)
    {
        Day.Add(trade.Level);
        if (trades.Count == TradesKept) trades.Dequeue();
        trades.Enqueue(trade);
    }
}
