using Arbit.Money;

namespace Arbit.Markets;

/// <summary>
/// One market on one venue with the steps and minimums that its orders must keep. Tick and lot apply to orders only: real
/// snapshots hold levels off their own tick.
/// </summary>
/// <param name="Venue">Where it trades.</param>
/// <param name="Symbol">What it trades, by canonical names.</param>
/// <param name="VenueSymbol">Its name on the wire (BTCUSDT, BTC/USDT, BTC-USDT).</param>
/// <param name="Tick">Price step, in the quote asset.</param>
/// <param name="Lot">Quantity step, in the base asset.</param>
/// <param name="MinQuantity">Smallest order, in the base asset; zero where the venue states none.</param>
/// <param name="MinNotional">Smallest order, in the quote asset; zero where the venue states none.</param>
/// <param name="Fees">What this account pays here.</param>
public sealed record Instrument(
    Venue Venue,
    Symbol Symbol,
    string VenueSymbol,
    Price Tick,
    Quantity Lot,
    Quantity MinQuantity,
    Notional MinNotional,
    FeeSchedule Fees)
{
    public override string ToString() => $"{Venue} {Symbol}";
}
