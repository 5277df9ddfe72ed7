namespace Arbit.EdgeRunner.Fitness;

/// <summary>What to record.</summary>
/// <param name="Venue">One venue only; null for all.</param>
/// <param name="Seconds">How long, 1 to 86,400.</param>
/// <param name="File">Where the changes are written.</param>
public sealed record FitnessSettings(string? Venue, int Seconds, string File)
{
    /// <summary>What is looked at where a venue lists it: the dollars, the majors, and the crosses that close triangles.</summary>
    public static IReadOnlySet<string> Symbols { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "BTC/USDT", "ETH/USDT", "SOL/USDT", "BNB/USDT", "PAXG/USDT", "USDC/USDT",
        "BTC/USDC", "ETH/USDC", "BTC/USD", "ETH/USD", "USDT/USD", "USDC/USD", "ETH/BTC", "SOL/BTC",
    };
}
