using Arbit.Markets;

namespace Arbit.EdgeRunner.Venues;

/// <summary>One trade as the venue reported it: price and quantity at the book's scale, and which side took.</summary>
public readonly record struct TradePrint(long Price, long Quantity, Side Taker);
