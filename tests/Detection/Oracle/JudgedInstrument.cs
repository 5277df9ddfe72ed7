namespace Arbit.Tests.Detection.Oracle;

/// <summary>One instrument and its book as a case file states them; levels best first.</summary>
public sealed record JudgedInstrument(
    string Venue,
    string Base,
    string Quote,
    decimal Tick,
    decimal Lot,
    decimal MinQuantity,
    decimal MinNotional,
    decimal TakerBps,
    bool FeeInQuote,
    (decimal Price, decimal Quantity)[] Bids,
    (decimal Price, decimal Quantity)[] Asks,
    long AgeMs = 5,
    string? FeeIn = null)
{
    public string Symbol => $"{Base}/{Quote}";
}
