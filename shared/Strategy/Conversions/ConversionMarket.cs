using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Conversions;

/// <summary>One pair of a venue with the levels that a conversion may be priced on.</summary>
/// <param name="Instrument">Its steps, minimums and what the account pays.</param>
/// <param name="Bids">Best first, as far as they are proven.</param>
/// <param name="Asks">Best first, as far as they are proven.</param>
public sealed record ConversionMarket(
    Instrument Instrument,
    IReadOnlyList<(Price Price, Quantity Quantity)> Bids,
    IReadOnlyList<(Price Price, Quantity Quantity)> Asks);
