using Arbit.EdgeRunner.Page.State;

namespace Arbit.Tests.Page;

/// <summary>What the demo owns, and what a broken trade left it.</summary>
internal static class DemoAccounts
{
    public static IReadOnlyList<BalanceView> Balances(decimal drift) =>
    [
        Balance("binance", "USDT", 1_504.112233m + drift, 200m, 1m),
        Balance("binance", "BTC", 0.01421003m, 0m, 91_842m),
        Balance("binance", "BNB", 0.0312m, 0m, 861m),
        Balance("kraken", "USD", 1_488.2011m, 0m, 1m),
        Balance("kraken", "BTC", 0.01633410m, 0.00217m, 91_842m),
        Balance("kucoin", "USDT", 1_511.90m, 0m, 1m),
        Balance("kucoin", "SOL", 9.4412m, 0m, 141.27m),
        Balance("kucoin", "SHIB", 1_204_411.50m, 0m, null),
        Balance("transit:kraken:rebalance-2026-01-08-1-t1", "USDT", 600m, 0m, 1m),
        Balance("transit:cold:sweep-2026-01-cold", "PAXG", 0.0021m, 0m, 4_380m),
        Balance("cold:wallet", "PAXG", 0.0312m, 0m, 4_380m),
        Balance("wallet:kucoin:main", "USDT", 12.5m, 0m, 1m),
    ];

    public static IReadOnlyList<ResidualView> Residuals(long step) =>
    [
        new ResidualView
        {
            Asset = "SOL",
            Venue = "kucoin",
            Quantity = 0.2914m,
            ValueUsd = 41.20m,
            AgeSeconds = 18 + (step / 2),
            DeadlineSeconds = 60,
            State = "unwinding",
        },
    ];

    private static BalanceView Balance(string place, string asset, decimal free, decimal reserved, decimal? rate) => new()
    {
        Place = place,
        Asset = asset,
        Free = free,
        Reserved = reserved,
        Total = free + reserved,
        ValueUsd = rate is { } usd ? Math.Round((free + reserved) * usd, 2) : null,
    };
}
