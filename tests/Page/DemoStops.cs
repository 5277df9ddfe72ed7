using Arbit.EdgeRunner.Page.State;

namespace Arbit.Tests.Page;

/// <summary>What rests in the demo, and how its capital is divided.</summary>
internal static class DemoStops
{
    public static IReadOnlyList<StopView> Of(DateTimeOffset since) =>
    [
        new StopView { Scope = StopScopeView.Pair, Subject = "kraken SOL/USDT", Reason = "its book was out of sync more than 5 times within 5 min", Since = since, Resumes = "by itself, 60 s after it was last seen so" },
        new StopView { Scope = StopScopeView.Asset, Subject = "SOL at kucoin", Reason = "it cannot be withdrawn on any network", Since = since, Resumes = "by itself, when the venue opens the wallet" },
    ];

    public static FuelView Fuel() => new()
    {
        CapitalUsd = 9_012.44m,
        QBotUsd = 7_660.57m,
        QBotShare = 85m,
        ABotShare = 15m,
        ABotUsd = 1_351.86m,
        GBotShare = 0m,
        GBotUsd = 0m,
        Strategies =
        [
            new StrategyFuelView { Kind = OpportunityKind.Cross, Share = 80m, FuelUsd = 6_128.46m, ClaimedUsd = 400m },
            new StrategyFuelView { Kind = OpportunityKind.Triangular, Share = 20m, FuelUsd = 1_532.11m, ClaimedUsd = 0m },
        ],
    };
}
