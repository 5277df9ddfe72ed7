using Arbit.Markets.Networks;
using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>What a transfer may go over (strategy.md, Transfer Manager).</summary>
/// <param name="Networks">The eligible networks by asset; null where any that both ends support will do.</param>
/// <param name="Erc20From">Dollars from which on Ethereum competes; null where it always does.</param>
/// <param name="AvalancheFeeUnder">Dollars that Avalanche's fee stays under where it competes; null where it is as any other.</param>
/// <param name="Minimum">Dollars under which nothing is moved.</param>
/// <param name="AlwaysAsks">A person approves every one.</param>
public sealed record TransferRules(
    IReadOnlyDictionary<Asset, IReadOnlySet<string>>? Networks,
    Exact? Erc20From,
    Exact? AvalancheFeeUnder,
    Exact Minimum,
    bool AlwaysAsks)
{
    /// <summary>Between accounts, of stablecoins: as strategy.md has it.</summary>
    public static TransferRules Rebalance { get; } = new(
        new Dictionary<Asset, IReadOnlySet<string>>
        {
            [new("USDT")] = new HashSet<string>(StringComparer.Ordinal) { NetworkIds.Tron, NetworkIds.Solana, NetworkIds.Polygon, NetworkIds.Bsc },
            [new("USDC")] = new HashSet<string>(StringComparer.Ordinal) { NetworkIds.Solana, NetworkIds.Polygon, NetworkIds.Base },
        },
        Erc20From: new Exact(10_000, 0),
        AvalancheFeeUnder: Exact.One,
        Minimum: new Exact(500, 0),
        AlwaysAsks: false);

    /// <summary>Sweeps and the 15 %: the network list, the ERC-20 rule and the minimum do not apply; the cost is shown and a person approves.</summary>
    public static TransferRules Gold { get; } = new(null, null, null, Exact.Zero, AlwaysAsks: true);

    public static TransferRules For(bool isGold) => isGold ? Gold : Rebalance;

    /// <summary>Whether the rules send an asset over a network at all, whatever the amount and the fee.</summary>
    public bool Allow(Asset asset, string network)
    {
        if (Networks is null)
            return true;
        if (!Networks.TryGetValue(asset, out var eligible))
            return false;
        return eligible.Contains(network)
            || (network == NetworkIds.Ethereum && Erc20From is not null)
            || (network == NetworkIds.Avalanche && AvalancheFeeUnder is not null);
    }
}
