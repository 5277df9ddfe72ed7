namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// One symbol on one simulated venue. The tick is 10^-<see cref="PriceDecimals"/> and the lot 10^-<see cref="QuantityDecimals"/>,
/// so prices and quantities are whole numbers of them.
/// </summary>
public sealed record SimulatedInstrument(
    string Venue,
    string VenueSymbol,
    string Base,
    string Quote,
    int PriceDecimals,
    int QuantityDecimals,
    decimal MinQuantity,
    decimal MinNotional,
    MarketProfile Profile)
{
    /// <summary>Base and quote as this program writes symbols, e.g. <c>BTC/USDT</c>.</summary>
    public string Symbol => $"{Base}/{Quote}";
}
