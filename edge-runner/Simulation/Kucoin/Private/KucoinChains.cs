namespace Arbit.EdgeRunner.Simulation.Kucoin.Private;

/// <summary>Chains by KuCoin's ids, which requests use, and its names, which people read (document "Get Currency").</summary>
internal static class KucoinChains
{
    private static readonly (string Canonical, string Id, string Name)[] Chains =
    [
        ("tron", "trx", "TRC20"),
        ("solana", "sol", "SOL"),
        ("polygon", "matic", "Polygon POS"),
        ("base", "base", "BASE"),
        ("bsc", "bsc", "BEP20"),
        ("ethereum", "eth", "ERC20"),
        ("avalanche", "avaxc", "AVAX C-Chain"),
        ("arbitrum", "arbitrum", "ARBITRUM"),
        ("optimism", "optimism", "OPTIMISM"),
        ("bitcoin", "btc", "BTC"),
    ];

    public static string IdOf(string canonical) => Chains.FirstOrDefault(chain => chain.Canonical == canonical).Id ?? canonical;

    public static string NameOf(string canonical) => Chains.FirstOrDefault(chain => chain.Canonical == canonical).Name ?? canonical.ToUpperInvariant();

    /// <summary>Empty for one that is unknown.</summary>
    public static string CanonicalOf(string id) => Chains.FirstOrDefault(chain => chain.Id == id).Canonical ?? "";
}
