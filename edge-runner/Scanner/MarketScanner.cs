using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// Watches every base asset, all its venues together, through its instruments against dollars: trades as they come, books and
/// days once a second. It knows no clock, no file and no dictionary's order; it decides nothing by itself: whoever owns it asks
/// for the stances and hands them to the paths. Dollars against dollars are not scanned: their basis is charged where they are
/// traded.
/// </summary>
public sealed class MarketScanner
{
    /// <summary>10^-n: statistics need no exact quotient.</summary>
    private static readonly double[] Units = Enumerable.Range(0, PowersOfTen.MaxLong + 1).Select(n => 1.0 / PowersOfTen.Long(n)).ToArray();

    private readonly ScannedMarket?[] _byInstrument;
    private readonly bool _historyIsSimulated;
    private readonly CandleHistory _history;

    public MarketScanner(ScannerSettings settings, IReadOnlyList<TradedInstrument> instruments, IReadOnlySet<Asset> dollars, CandleHistory history)
    {
        _history = history;
        _historyIsSimulated = history.IsSimulated;
        bool IsPriced(TradedInstrument i) => dollars.Contains(i.Instrument.Symbol.Quote);
        Markets = instruments
            .SelectMany(i => new[] { i.Instrument.Symbol.Base, i.Instrument.Symbol.Quote })
            .Where(asset => !dollars.Contains(asset))
            .Distinct()
            .Order()
            .Select(asset => new ScannedMarket(asset, instruments.Where(i => i.Instrument.Symbol.Base == asset && IsPriced(i)).ToList(), settings, history))
            .ToList();
        _byInstrument = instruments.Select(i => IsPriced(i) ? Markets.FirstOrDefault(market => market.Base == i.Instrument.Symbol.Base) : null).ToArray();
    }

    /// <summary>By base asset.</summary>
    public IReadOnlyList<ScannedMarket> Markets { get; }

    /// <summary>The markets whose verdicts a path keeps to: every asset of it that is no dollar.</summary>
    public ScannedMarket[] Of(CyclePath path) => Markets
        .Where(market => path.Legs.Any(leg => leg.Instrument.Symbol.Base == market.Base || leg.Instrument.Symbol.Quote == market.Base))
        .ToArray();

    /// <summary>What is to be kept between runs; assets that are not watched now stay as they were.</summary>
    public CandleHistory ToHistory()
    {
        var candles = _history.Candles.ToDictionary(StringComparer.Ordinal);
        foreach (var market in Markets)
            candles[market.Base.Code] = market.Candles;
        return new CandleHistory(_historyIsSimulated, candles);
    }

    /// <summary>A message with trades was read: takes them from the feed.</summary>
    public void OnTrades(TradedInstrument traded, InstrumentFeed feed, long now)
    {
        var prints = feed.TakePrints();
        if (_byInstrument[traded.Index] is not { } market)
            return;
        var (priceUnit, quantityUnit) = (Units[feed.Book.PriceDecimals], Units[feed.Book.QuantityDecimals]);
        foreach (ref readonly var print in prints)
            market.OnTrade(print.Price * priceUnit, print.Quantity * quantityUnit, print.Taker == Side.Buy, now);
    }

    /// <summary>Looks at one market, once a second; true where it now asks for something else.</summary>
    public bool Look(ScannedMarket market, long now) => market.Look(now);
}
