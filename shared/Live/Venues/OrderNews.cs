using Arbit.Money;

namespace Arbit.Live.Venues;

/// <summary>What an account's own stream tells of an order; some of it may be left out.</summary>
/// <param name="VenueId">The venue's id of the order.</param>
/// <param name="ClientId">Ours; empty where this message does not name it.</param>
/// <param name="IsOpen">It may still be filled.</param>
/// <param name="Filled">Cumulative; null where it is not told.</param>
/// <param name="FilledNotional">Cumulative, before the fee; null where it is not told.</param>
/// <param name="Trade">The fill that the message is about; null for none.</param>
public sealed record OrderNews(string VenueId, string ClientId, bool IsOpen, Quantity? Filled, Notional? FilledNotional, OrderTrade? Trade);
