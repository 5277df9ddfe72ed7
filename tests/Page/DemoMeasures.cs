using Arbit.EdgeRunner.Page.State;

namespace Arbit.Tests.Page;

/// <summary>Expected against realised of an invented run.</summary>
internal static class DemoMeasures
{
    public static MeasuresView None { get; } = new()
    {
        Expected = 0,
        Realised = 0,
        Fees = 0,
        Slippage = 0,
        FeeDifference = 0,
        Recovery = 0,
        Unfilled = 0,
        Held = 0,
        Basis = 0,
        Rounding = 0,
        WinRate = null,
        P50Ms = null,
        P99Ms = null,
        Legs = [],
    };

    public static MeasuresView Of(long step) => new()
    {
        Expected = 41.8723m + (step * 0.31m),
        Realised = 38.4512m + (step * 0.29m),
        Fees = 56.71m + (step * 0.4m),
        Slippage = 0.6121m,
        FeeDifference = 0.000312m,
        Recovery = 1.2040m,
        Unfilled = 1.6211m + (step * 0.02m),
        Held = -0.0214m,
        Basis = 0.005088m,
        Rounding = 0,
        WinRate = 0.914,
        P50Ms = 48.2,
        P99Ms = 1_312,
        Legs =
        [
            Leg("binance", "BTC/USDT", 118 + step, 0, 0.9871, 22_108.4123m, 22_109.0021m, 0.2668m),
            Leg("binance", "ETH/BTC", 31, 2, 1, 0.0781204m, 0.0781204m, 0m),
            Leg("kraken", "BTC/USD", 96, 4, 0.9418, 18_211.7m, 18_210.115m, -0.0871m),
            Leg("kucoin", "SOL/USDT", 1, 0, 0, 0, 0, null),
        ],
    };

    private static LegMeasureView Leg(string venue, string symbol, long orders, long recovery, double fillRate, decimal expected, decimal realised, decimal? slippage) => new()
    {
        Venue = venue,
        Symbol = symbol,
        Orders = orders,
        RecoveryOrders = recovery,
        FillRate = fillRate,
        ExpectedNotional = expected,
        RealisedNotional = realised,
        SlippageBps = slippage,
        P50Ms = slippage is null ? null : 44.1,
        P99Ms = slippage is null ? null : 112.6,
    };
}
