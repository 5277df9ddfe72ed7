using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Instruments;

/// <summary>One instrument as its venue lists it, before this account's fees are known.</summary>
/// <param name="VenueSymbol">Its name on the wire.</param>
/// <param name="Symbol">By canonical names.</param>
/// <param name="Tick">Price step.</param>
/// <param name="Lot">Quantity step.</param>
/// <param name="MinQuantity">Smallest order in the base asset; zero where none is stated.</param>
/// <param name="MinNotional">Smallest order in the quote asset; zero where none is stated.</param>
/// <param name="IsTrading">The venue says that it trades.</param>
/// <param name="PriceDecimals">Decimals of the venue's price digits, where a proof needs them; else -1.</param>
/// <param name="QuantityDecimals">Decimals of the venue's quantity digits, where a proof needs them; else -1.</param>
public sealed record ListedInstrument(
    string VenueSymbol,
    Symbol Symbol,
    Price Tick,
    Quantity Lot,
    Quantity MinQuantity,
    Notional MinNotional,
    bool IsTrading,
    int PriceDecimals = -1,
    int QuantityDecimals = -1);
