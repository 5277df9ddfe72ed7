namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>Networks by Binance's names (venue document "All Coins' Information").</summary>
internal static class BinanceNetworks
{
    private static readonly (string Canonical, string Name)[] Names =
    [
        ("tron", "TRX"),
        ("solana", "SOL"),
        ("polygon", "MATIC"),
        ("base", "BASE"),
        ("bsc", "BSC"),
        ("ethereum", "ETH"),
        ("avalanche", "AVAXC"),
        ("arbitrum", "ARBITRUM"),
        ("optimism", "OPTIMISM"),
        ("bitcoin", "BTC"),
    ];

    public static string NameOf(string canonical) => Names.FirstOrDefault(name => name.Canonical == canonical).Name ?? canonical.ToUpperInvariant();

    /// <summary>Empty for one that is unknown.</summary>
    public static string CanonicalOf(string name) => Names.FirstOrDefault(known => known.Name == name).Canonical ?? "";
}
