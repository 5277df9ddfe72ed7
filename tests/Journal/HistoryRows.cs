using Arbit.EdgeRunner.Journal.History;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Journal;

/// <summary>Rows with every column set to something that a rounding or a swap would change.</summary>
internal static class HistoryRows
{
    public const long Time = 1_760_000_000_123_456_789;

    public static TradeRow Trade(int number = 1) => new()
    {
        Time = Time + number,
        RunEpoch = 7,
        CycleId = number,
        Leg = 2,
        ClientOrderId = $"7-{number}-2",
        Venue = new Venue("kraken"),
        Symbol = Symbol.Parse("BTC/USDT"),
        Side = Side.Sell,
        Quantity = Quantity.Parse("0.123456789012345678"),
        LimitPrice = Price.Parse("92233720368.54775807"),
        Filled = Quantity.Parse("0.1"),
        AveragePrice = Price.Parse("67123.4567890123"),
        Cost = Notional.Parse("6712.345678901230000000000000000001"),
        Fee = Amount.Parse("0.000000000000000001"),
        FeeAsset = new Asset("USDT"),
        State = "filled",
        LatencyNanoseconds = 1_234_567,
        Simulated = true,
    };

    public static CycleRow Cycle(int number = 1, string netUsd = "0.000000000000000001", bool simulated = true) => new()
    {
        RunEpoch = 7,
        CycleId = number,
        Kind = "cross",
        Route = "buy BTC/USDT kraken → sell BTC/USDC binance",
        StartAsset = new Asset("USDT"),
        Opened = Time,
        Closed = Time + number,
        Outcome = "completed",
        ExpectedNet = Amount.Parse("170141183460469231.731687303715884105"),
        RealisedNet = Amount.Parse("-170141183460469231.731687303715884105"),
        NetUsd = Amount.Parse(netUsd),
        FeesUsd = Amount.Parse("1.5"),
        Slippage = Bps.Parse("-0.0001"),
        Residual = "0.00000001 BTC on \"kraken\", 3 s",
        Simulated = simulated,
    };

    public static SpreadRow Spread(int number = 1) => new()
    {
        Time = Time + number,
        BuyVenue = new Venue("kucoin"),
        BuySymbol = Symbol.Parse("BTC/USDT"),
        SellVenue = new Venue("binance"),
        SellSymbol = Symbol.Parse("BTC/USDC"),
        Ask = Price.Parse("1.000000000000000001"),
        Bid = Price.Parse("1.1"),
        Gross = Bps.Parse("999.9999"),
        Net = Bps.Parse("-12.3456"),
        Simulated = true,
    };

    public static AuditRow Audit(int number = 1) => new()
    {
        RunEpoch = 7,
        Sequence = number,
        Time = Time,
        Kind = "refused",
        Subject = "BTC/USDT kraken→binance",
        Detail = "'; DROP TABLE trades; --",
    };
}
