using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken.Private;

/// <summary>
/// Funding methods as Kraken names them: a way in or out is known by a text of the asset and the token standard, not by a network.
/// The texts are made after the documented ones; what a live account calls them has to be asked there.
/// </summary>
internal static class KrakenMethods
{
    public static string NameOf(NetworkTerms network) => NameOf(network.Asset, network.Network);

    public static string NameOf(Asset asset, string network) => (asset.Code, network) switch
    {
        ("BTC", "bitcoin") => "Bitcoin",
        ("ETH", "ethereum") => "Ether (Hex)",
        ("SOL", "solana") => "Solana",
        ("USDT", _) => $"Tether USD ({Standard(network)})",
        ("PAXG", "ethereum") => "PAX Gold (ERC20)",
        _ => $"{asset.Code} ({Standard(network)})",
    };

    /// <summary>As the list of ways out names the network beside the method.</summary>
    public static string NetworkNameOf(string network) => network switch
    {
        "bsc" => "BNB Smart Chain",
        "arbitrum" => "Arbitrum One",
        "avalanche" => "Avalanche C-Chain",
        _ => char.ToUpperInvariant(network[0]) + network[1..],
    };

    private static string Standard(string network) => network switch
    {
        "ethereum" => "ERC20",
        "tron" => "TRC20",
        "solana" => "SPL",
        _ => NetworkNameOf(network),
    };
}
