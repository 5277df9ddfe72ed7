using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Live.Venues;

/// <summary>A limit order as it is posted.</summary>
/// <param name="ClientId">Ours, always: without one Binance's client would send its own, with a broker's prefix.</param>
public sealed record OrderTicket(string ClientId, Symbol Symbol, string VenueSymbol, Side Side, Quantity Quantity, Price Limit, TicketLife Life);

/// <summary>How long an order lives. A closed set.</summary>
public enum TicketLife
{
    ImmediateOrCancel,
    GoodTilCancelled,
    PostOnly,
}
