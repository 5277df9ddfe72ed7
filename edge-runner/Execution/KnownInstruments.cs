using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>Every instrument that the journal speaks of: what is traded now, and what once was.</summary>
public sealed class KnownInstruments(IReadOnlyList<TradedInstrument> listed)
{
    private readonly List<TradedInstrument> _unlisted = [];

    public TradedInstrument Of(Venue venue, Symbol symbol)
        => listed.Concat(_unlisted).FirstOrDefault(i => i.Instrument.Venue == venue && i.Instrument.Symbol == symbol) ?? Unlisted(venue, symbol);

    /// <summary>Whether it is configured and listed now.</summary>
    public bool IsListed(TradedInstrument traded) => !_unlisted.Contains(traded);

    /// <summary>Traded once, and not configured now: known by name, so that what happened there still adds up.</summary>
    private TradedInstrument Unlisted(Venue venue, Symbol symbol)
    {
        var instrument = new Instrument(venue, symbol, symbol.ToString(), Price.Zero, Quantity.Zero, Quantity.Zero, Notional.Zero, FeeSchedule.PaperDefault);
        var traded = new TradedInstrument(-1, instrument, new OrderBook());
        _unlisted.Add(traded);
        return traded;
    }
}
