using Arbit.Money;

namespace Arbit.Markets.Networks;

/// <summary>
/// What each venue calls a network, and which one it means (lesson L25: names change, and the same letters mean another network
/// elsewhere). A name that stands nowhere here means no network: it is never guessed, so nothing is sent over it.
/// </summary>
public static class NetworkNames
{
    // The first name of a network is the one that a request to the venue carries; the others are read only.
    private static readonly Dictionary<string, (string Network, string[] Names)[]> Known = new(StringComparer.Ordinal)
    {
        // `network` of /sapi/v1/capital/config/getall. BNB is the old Beacon Chain there and AVAX the X-Chain: neither is listed.
        ["binance"] =
        [
            (NetworkIds.Tron, ["TRX"]), (NetworkIds.Solana, ["SOL"]), (NetworkIds.Polygon, ["MATIC"]), (NetworkIds.Base, ["BASE"]),
            (NetworkIds.Bsc, ["BSC"]), (NetworkIds.Ethereum, ["ETH"]), (NetworkIds.Avalanche, ["AVAXC"]),
            (NetworkIds.Arbitrum, ["ARBITRUM"]), (NetworkIds.Optimism, ["OPTIMISM"]), (NetworkIds.Bitcoin, ["BTC", "SEGWITBTC"]),
            (NetworkIds.Lightning, ["LIGHTNING"]),
        ],

        // `network` of WithdrawMethods, and what stands in brackets in the older method names.
        ["kraken"] =
        [
            (NetworkIds.Tron, ["Tron", "TRC20"]), (NetworkIds.Solana, ["Solana", "SPL"]), (NetworkIds.Polygon, ["Polygon"]),
            (NetworkIds.Base, ["Base"]), (NetworkIds.Bsc, ["BNB Smart Chain", "BEP20", "BSC"]), (NetworkIds.Ethereum, ["Ethereum", "ERC20"]),
            (NetworkIds.Avalanche, ["Avalanche C-Chain"]), (NetworkIds.Arbitrum, ["Arbitrum One", "Arbitrum"]),
            (NetworkIds.Optimism, ["Optimism", "OP Mainnet"]), (NetworkIds.Bitcoin, ["Bitcoin"]), (NetworkIds.Lightning, ["Lightning", "Bitcoin Lightning"]),
        ],

        // `chainId` of /api/v3/currencies, then `chainName`.
        ["kucoin"] =
        [
            (NetworkIds.Tron, ["trx", "TRC20"]), (NetworkIds.Solana, ["sol", "SOL"]), (NetworkIds.Polygon, ["matic", "Polygon", "Polygon POS"]),
            (NetworkIds.Base, ["base"]), (NetworkIds.Bsc, ["bsc", "BEP20"]), (NetworkIds.Ethereum, ["eth", "ERC20"]),
            (NetworkIds.Avalanche, ["avaxc", "AVAX C-Chain"]), (NetworkIds.Arbitrum, ["arbitrum"]), (NetworkIds.Optimism, ["optimism"]),
            (NetworkIds.Bitcoin, ["btc", "bech32", "BTC-Segwit"]), (NetworkIds.Lightning, ["btcln", "Lightning Network"]),
        ],

        // `chain` of /v5/asset/coin/query-info, then `chainType`.
        ["bybit"] =
        [
            (NetworkIds.Tron, ["TRX", "TRC20"]), (NetworkIds.Solana, ["SOL"]), (NetworkIds.Polygon, ["MATIC", "Polygon PoS"]),
            (NetworkIds.Base, ["BASE", "Base Mainnet"]), (NetworkIds.Bsc, ["BSC", "BSC (BEP20)"]), (NetworkIds.Ethereum, ["ETH", "ERC20", "Ethereum"]),
            (NetworkIds.Avalanche, ["CAVAX", "AVAXC"]), (NetworkIds.Arbitrum, ["ARBI", "Arbitrum One"]), (NetworkIds.Optimism, ["OP", "OP Mainnet"]),
            (NetworkIds.Bitcoin, ["BTC"]),
        ],

        // `chain` of /api/v5/asset/currencies behind "ASSET-". "Polygon (Bridged)" and its like are other contracts, and not listed.
        ["okx"] =
        [
            (NetworkIds.Tron, ["TRC20"]), (NetworkIds.Solana, ["Solana"]), (NetworkIds.Polygon, ["Polygon"]), (NetworkIds.Base, ["Base"]),
            (NetworkIds.Bsc, ["BSC"]), (NetworkIds.Ethereum, ["ERC20", "Ethereum"]), (NetworkIds.Avalanche, ["Avalanche C-Chain"]),
            (NetworkIds.Arbitrum, ["Arbitrum One"]), (NetworkIds.Optimism, ["Optimism"]), (NetworkIds.Bitcoin, ["Bitcoin"]),
            (NetworkIds.Lightning, ["Lightning"]),
        ],

        // `network` of addresses and transactions.
        ["coinbase"] =
        [
            (NetworkIds.Solana, ["solana"]), (NetworkIds.Polygon, ["polygon"]), (NetworkIds.Base, ["base"]), (NetworkIds.Ethereum, ["ethereum"]),
            (NetworkIds.Avalanche, ["avacchain"]), (NetworkIds.Arbitrum, ["arbitrum"]), (NetworkIds.Optimism, ["optimism"]),
            (NetworkIds.Bitcoin, ["bitcoin"]), (NetworkIds.Lightning, ["lightning"]),
        ],
    };

    /// <summary>The network that a venue means by a name; null where that is not known. Upper and lower case are the same.</summary>
    /// <param name="venue">Whose name it is.</param>
    /// <param name="asset">By the venue's own code; OKX puts it before the network's name.</param>
    /// <param name="name">As the venue sent it.</param>
    public static string? Canonical(Venue venue, Asset asset, string name)
    {
        if (!Known.TryGetValue(venue.Name, out var networks))
            return null;
        if (HasAssetInFront(venue))
        {
            if (!name.StartsWith($"{asset.Code}-", StringComparison.Ordinal))
                return null;
            name = name[(asset.Code.Length + 1)..];
        }

        return Array.Find(networks, known => known.Names.Contains(name, StringComparer.OrdinalIgnoreCase)).Network;
    }

    /// <summary>What a request to a venue calls a network; null where the venue has no name for it.</summary>
    public static string? NameOf(Venue venue, Asset asset, string network)
    {
        if (!Known.TryGetValue(venue.Name, out var networks) || Array.Find(networks, known => known.Network == network).Names is not { } names)
            return null;
        if (!HasAssetInFront(venue))
            return names[0];

        // A chain's own coin goes by the chain's full name there (ETH-Ethereum), a token by its standard (USDT-ERC20).
        return $"{asset.Code}-{(NetworkIds.IsNative(asset, network) ? names[^1] : names[0])}";
    }

    private static bool HasAssetInFront(Venue venue) => venue.Name == "okx";
}
