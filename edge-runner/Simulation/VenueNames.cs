namespace Arbit.EdgeRunner.Simulation;

/// <summary>The simulated venues, as <see cref="SimulatedEndpoint.Venue"/> spells them. A closed set.</summary>
public static class VenueNames
{
    public const string Binance = "binance";
    public const string Kraken = "kraken";
    public const string Kucoin = "kucoin";

    public static IReadOnlyList<string> All { get; } = [Binance, Kraken, Kucoin];
}
