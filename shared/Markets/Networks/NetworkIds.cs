using Arbit.Money;

namespace Arbit.Markets.Networks;

/// <summary>Networks by Arbit's own names (strategy.md, Transfer Manager), whatever a venue calls them (lesson L25).</summary>
public static class NetworkIds
{
    public const string Tron = "tron";
    public const string Solana = "solana";
    public const string Polygon = "polygon";
    public const string Base = "base";
    public const string Bsc = "bsc";
    public const string Ethereum = "ethereum";
    public const string Avalanche = "avalanche";
    public const string Arbitrum = "arbitrum";
    public const string Optimism = "optimism";
    public const string Bitcoin = "bitcoin";
    public const string Lightning = "lightning";

    /// <summary>All that Arbit knows by name, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; }
        = [Arbitrum, Avalanche, Base, Bitcoin, Bsc, Ethereum, Lightning, Optimism, Polygon, Solana, Tron];

    /// <summary>Its addresses are hexadecimal numbers, so that upper and lower case are the same (EIP-55 only marks them).</summary>
    public static bool HasHexAddresses(string network)
        => network is Ethereum or Polygon or Base or Bsc or Avalanche or Arbitrum or Optimism;

    /// <summary>The asset is the network's own coin, and has no contract there.</summary>
    public static bool IsNative(Asset asset, string network) => (asset.Code, network) is
        ("BTC", Bitcoin or Lightning) or ("ETH", Ethereum or Base or Arbitrum or Optimism) or ("SOL", Solana) or ("BNB", Bsc)
        or ("TRX", Tron) or ("POL" or "MATIC", Polygon) or ("AVAX", Avalanche);

    /// <summary>Whether two texts are one contract on this network.</summary>
    public static bool IsSameContract(string network, string a, string b)
        => string.Equals(a, b, HasHexAddresses(network) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
