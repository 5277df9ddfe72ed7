using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>One leg's order and what became of it; its key is the client order id, which is never used twice.</summary>
public sealed record TradeRow : HistoryRow
{
    /// <summary>When its outcome was known.</summary>
    public required long Time { get; init; }
    public required long RunEpoch { get; init; }
    public required long CycleId { get; init; }
    public required int Leg { get; init; }
    public required string ClientOrderId { get; init; }
    public required Venue Venue { get; init; }
    public required Symbol Symbol { get; init; }
    public required Side Side { get; init; }
    public required Quantity Quantity { get; init; }
    public required Price LimitPrice { get; init; }
    public required Quantity Filled { get; init; }

    /// <summary>Null where nothing was filled.</summary>
    public required Price? AveragePrice { get; init; }

    /// <summary>Of what was filled, in the quote asset, before the fee.</summary>
    public required Notional Cost { get; init; }
    public required Amount Fee { get; init; }
    public required Asset FeeAsset { get; init; }
    public required string State { get; init; }

    /// <summary>From sending to the outcome; null where it was never sent or never answered.</summary>
    public required long? LatencyNanoseconds { get; init; }
    public required bool Simulated { get; init; }

    internal override HistoryTable Table => HistoryTable.Trades;

    internal override object?[] Values() =>
    [
        Time, RunEpoch, CycleId, (long)Leg, ClientOrderId, Venue.Name, Symbol.ToString(), Side == Side.Buy ? "buy" : "sell",
        Quantity.ToString(), LimitPrice.ToString(), Filled.ToString(), AveragePrice?.ToString(), Cost.ToString(), Fee.ToString(),
        FeeAsset.Code, State, LatencyNanoseconds, Flag(Simulated),
    ];
}
