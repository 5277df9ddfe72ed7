using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Live.Venues;

/// <summary>An order as its venue has it: cumulative.</summary>
/// <param name="ClientId">Empty where the venue tells none.</param>
/// <param name="IsOpen">It may still be filled.</param>
/// <param name="FilledNotional">Before the fee.</param>
public sealed record VenueOrder(
    string ClientId,
    Symbol Symbol,
    Side Side,
    Quantity Quantity,
    Price Limit,
    bool IsOpen,
    Quantity Filled,
    Notional FilledNotional,
    Amount Fee,
    Asset FeeAsset);

/// <summary>Of one asset in the trading account; the locked part is claimed by open orders.</summary>
public sealed record VenueBalance(Asset Asset, Amount Free, Amount Locked);
