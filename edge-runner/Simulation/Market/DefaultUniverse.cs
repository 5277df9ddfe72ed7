namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// The symbols simulated when nothing else is asked for. Ticks, lots and minimums are those of the venues' own lists:
/// Binance exchangeInfo (2021-10-11), Kraken v2 instrument snapshot (2023), KuCoin symbols (2021-04-25; SOL is younger
/// than that list and takes today's increments).
/// </summary>
/// <remarks>
/// Rates are scaled down to keep the whole simulation to a few per cent of one core. Measured: Binance BTCUSDT makes
/// 10 diffs a second of 22 changes (median; mean 46), 112 bookTickers and 31 trades a second; Kraken BTC/USD 40 book
/// messages a second of 1.5 changes; KuCoin BCHSV-USDT, no major, 79 level2 messages a second. The busiest book here
/// makes 120 changes and 6 trades a second; a RateScale of 2 comes near the real median.
/// </remarks>
public static class DefaultUniverse
{
    public static IReadOnlyList<SimulatedInstrument> Instruments { get; } =
    [
        Binance("BTC", "USDT", 2, 5, 10m, new(1, 114_000, 120, 6)),
        Binance("ETH", "USDT", 2, 4, 10m, new(1, 120_000, 90, 4, 150)),
        Binance("SOL", "USDT", 2, 2, 10m, new(1, 9_000, 60, 3, 200)),
        Binance("ETH", "BTC", 6, 4, 0.0001m, new(1, 60_000, 30, 1, 150)),
        Binance("SOL", "BTC", 7, 2, 0.0001m, new(2, 6_000, 20, 1, 200)),
        Binance("BTC", "USDC", 2, 5, 10m, new(1, 60_000, 50, 2)),
        Binance("ETH", "USDC", 2, 4, 10m, new(1, 80_000, 40, 1, 150)),
        Binance("USDC", "USDT", 4, 0, 10m, new(1, 400_000, 20, 1, 300)),
        Binance("BNB", "USDT", 1, 3, 10m, new(1, 40_000, 30, 1, 200)),
        Binance("PAXG", "USDT", 0, 4, 10m, new(1, 90_000, 8, 1, 500)),

        Kraken("BTC", "USDT", 1, 0.0001m, new(1, 16_600_000, 30, 1)),
        Kraken("ETH", "USDT", 2, 0.002m, new(2, 400_000_000, 25, 1, 150)),
        Kraken("SOL", "USDT", 2, 0.05m, new(1, 6_000_000_000, 15, 1, 200)),
        Kraken("ETH", "BTC", 5, 0.002m, new(1, 300_000_000, 12, 1, 150)),
        Kraken("SOL", "BTC", 7, 0.05m, new(6, 4_000_000_000, 10, 1, 200)),
        Kraken("BTC", "USDC", 2, 0.0001m, new(10, 14_000_000, 20, 1)),
        Kraken("ETH", "USDC", 2, 0.002m, new(3, 300_000_000, 15, 1, 150)),
        Kraken("USDC", "USDT", 4, 5m, new(1, 4_000_000_000_000, 8, 1, 300)),
        Kraken("BTC", "USD", 1, 0.0001m, new(1, 16_600_000, 50, 2)),
        Kraken("ETH", "USD", 2, 0.002m, new(1, 500_000_000, 35, 1, 150)),
        Kraken("USDT", "USD", 5, 10m, new(1, 3_000_000_000_000, 12, 1, 300)),
        Kraken("USDC", "USD", 4, 5m, new(1, 4_000_000_000_000, 8, 1, 300)),

        Kucoin("BTC", "USDT", 1, 8, 0.00001m, new(1, 30_000_000, 60, 2)),
        Kucoin("ETH", "USDT", 2, 7, 0.0001m, new(1, 30_000_000, 50, 1, 150)),
        Kucoin("SOL", "USDT", 3, 4, 0.01m, new(5, 400_000, 40, 1, 200)),
        Kucoin("ETH", "BTC", 6, 7, 0.0001m, new(2, 20_000_000, 20, 1, 150)),
        Kucoin("SOL", "BTC", 7, 4, 0.01m, new(8, 300_000, 15, 1, 200)),
        Kucoin("BTC", "USDC", 1, 8, 0.00001m, new(2, 10_000_000, 30, 1)),
        Kucoin("ETH", "USDC", 2, 7, 0.0001m, new(3, 15_000_000, 25, 1, 150)),
        Kucoin("USDC", "USDT", 5, 4, 0.1m, new(4, 200_000_000, 10, 1, 300)),
    ];

    private static SimulatedInstrument Binance(
        string @base, string quote, int priceDecimals, int quantityDecimals, decimal minNotional, MarketProfile profile) =>
        new(VenueNames.Binance, @base + quote, @base, quote, priceDecimals, quantityDecimals, Lot(quantityDecimals), minNotional, profile);

    private static SimulatedInstrument Kraken(string @base, string quote, int priceDecimals, decimal minQuantity, MarketProfile profile) =>
        new(VenueNames.Kraken, $"{@base}/{quote}", @base, quote, priceDecimals, 8, minQuantity, quote == "BTC" ? 0.00002m : 0.5m, profile);

    private static SimulatedInstrument Kucoin(
        string @base, string quote, int priceDecimals, int quantityDecimals, decimal minQuantity, MarketProfile profile) =>
        new(VenueNames.Kucoin, $"{@base}-{quote}", @base, quote, priceDecimals, quantityDecimals, minQuantity, quote == "BTC" ? 0.000001m : 0.1m, profile);

    private static decimal Lot(int decimals) => new(1, 0, 0, false, (byte)decimals);
}
