using System.Globalization;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// The venues as paper has them. Fees and minutes of stablecoins on tron, solana, polygon, base and bsc are strategy.md's (Transfer
/// Manager); the rest is chosen near what venues charge. Contracts are the tokens' real ones, so that both ends agree on them
/// (lesson L25).
/// </summary>
public static class FundingDefaults
{
    /// <summary>As addresses and allow lists name the cold wallet.</summary>
    public const string ColdWallet = "cold";

    // asset, network, fee, minimum, seconds, contract
    private const string Table =
        """
        USDT tron      1.00    10     180 TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t
        USDT solana    0.05    5      120 Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB
        USDT polygon   0.25    5      180 0xc2132d05d31c914a87c6611c10748aeb04b58e8f
        USDT bsc       0.30    5      180 0x55d398326f99059ff775485246999027b3197955
        USDT ethereum  4.00    10     300 0xdac17f958d2ee523a2206206994597c13d831ec7
        USDT avalanche 0.50    5      120 0x9702230a8ea53601f5cd2dc00fdbc13d4df4a8c7
        USDT arbitrum  0.10    5      60  0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9
        USDC solana    0.05    5      120 EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGkkZwyTDt1v
        USDC polygon   0.25    5      180 0x3c499c542cef5e3811e1192ce70d8cc03d5c3359
        USDC base      0.05    5      6   0x833589fcd6edb6e08f4c7c32d4f71b54bda02913
        USDC ethereum  4.00    10     300 0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48
        USDC arbitrum  0.10    5      60  0xaf88d065e77c8cc2239327c5edb3a432268e5831
        BTC  bitcoin   0.0002  0.0005 1800
        ETH  ethereum  0.0005  0.005  300
        SOL  solana    0.005   0.05   120
        BNB  bsc       0.0005  0.01   180
        PAXG ethereum  0.002   0.005  300 0x45804880de22913dafe09f4980848ece6ecbaf78
        """;

    /// <summary>The venues named, each other's addresses allowed for every network that both have, and the cold wallet's for gold.</summary>
    public static FundingPlan Plan(ulong seed, IEnumerable<string> venues)
    {
        var all = venues.Select(name => Of(new Venue(name))).ToList();
        var cold = new FundingAddress(null, new Asset("PAXG"), "ethereum", SimulatedAddresses.Of(ColdWallet, "ethereum"), "");
        var addresses = all
            .SelectMany(venue => venue.Networks.Select(network => new FundingAddress(venue.Venue, network.Asset, network.Network, SimulatedAddresses.Of(venue.Venue.Name, network.Network), "")))
            .Append(cold)
            .ToList();
        var allowed = all.SelectMany(from => addresses
            .Where(address => address.Owner != from.Venue && from.Networks.Any(network => network.Asset == address.Asset && network.Network == address.Network))
            .Select(address => new VenueAddress(from.Venue, address.Asset, address.Network, address.Address, address.Tag, $"{address.Owner?.Name ?? ColdWallet}-{address.Asset}-{address.Network}")));
        return new FundingPlan(seed, all, addresses, allowed.ToList());
    }

    /// <summary>One venue: Kraken is not on bsc, KuCoin withdraws out of its main wallet, and only where BNB is traded can it be moved.</summary>
    public static FundingVenue Of(Venue venue)
    {
        var networks = Networks.Where(network => venue.Name != VenueNames.Kraken || network.Network != "bsc").ToList();
        return new FundingVenue(venue, networks, ProductsOf(venue))
        {
            WithdrawsFrom = venue.Name == VenueNames.Kucoin ? FundingWallet.Main : FundingWallet.Trade,
        };
    }

    private static IEnumerable<NetworkTerms> Networks => Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(row => new NetworkTerms(
            new Asset(row[0]), row[1], Amount.Parse(row[2]), Amount.Parse(row[3]), TimeSpan.FromSeconds(int.Parse(row[4], CultureInfo.InvariantCulture)))
        {
            Contract = row.Length > 5 ? row[5] : "",
        });

    private static List<StakingProduct> ProductsOf(Venue venue) => venue.Name switch
    {
        VenueNames.Binance =>
        [
            Product("SOL001", "SOL", 100m, 0, 0, "0.01"),
            Product("ETH001", "ETH", 80m, 0, 0, "0.001"),
            Product("Sol*30", "SOL", 450m, 30, 0, "0.1"),
            Product("Eth*60", "ETH", 280m, 60, 0, "0.01"),
        ],
        VenueNames.Kraken =>
        [
            Product("ESSOL00-FLEXI-SIMUL1", "SOL", 200m, 0, 0, "0.01"),
            Product("ESSOL00-BONDE-SIMUL2", "SOL", 600m, 0, 3, "0.01"),
            Product("ESETH00-BONDE-SIMUL3", "ETH", 250m, 0, 5, "0.001"),
        ],
        _ => [Product("2611", "SOL", 300m, 0, 0, "0.01"), Product("2612", "ETH", 220m, 30, 0, "0.01")],
    };

    private static StakingProduct Product(string id, string asset, decimal apr, int lockDays, int releaseDays, string minimum)
        => new(id, new Asset(asset), Bps.From(apr), lockDays, releaseDays, Amount.Parse(minimum));
}
