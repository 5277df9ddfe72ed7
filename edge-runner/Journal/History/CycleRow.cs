using Arbit.Money;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>A cycle that has ended, in whatever way; its key is run epoch and cycle id.</summary>
public sealed record CycleRow : HistoryRow
{
    public required long RunEpoch { get; init; }
    public required long CycleId { get; init; }

    /// <summary>triangular, cross …</summary>
    public required string Kind { get; init; }

    /// <summary>For people: the legs in order.</summary>
    public required string Route { get; init; }
    public required Asset StartAsset { get; init; }
    public required long Opened { get; init; }
    public required long Closed { get; init; }
    public required string Outcome { get; init; }

    /// <summary>As judged before sending, in the start asset, after fees.</summary>
    public required Amount ExpectedNet { get; init; }

    /// <summary>As filled, in the start asset, after fees (lesson L30: expected against realised is kept for each).</summary>
    public required Amount RealisedNet { get; init; }

    /// <summary>Realised, at the rates of its end.</summary>
    public required Amount NetUsd { get; init; }
    public required Amount FeesUsd { get; init; }

    /// <summary>Against the prices it was judged at; positive is worse.</summary>
    public required Bps Slippage { get; init; }

    /// <summary>What it left exposed (for people); empty where nothing.</summary>
    public required string Residual { get; init; }
    public required bool Simulated { get; init; }

    internal override HistoryTable Table => HistoryTable.Cycles;

    internal override object?[] Values() =>
    [
        RunEpoch, CycleId, Kind, Route, StartAsset.Code, Opened, Closed, Outcome, ExpectedNet.ToString(), RealisedNet.ToString(),
        NetUsd.ToString(), FeesUsd.ToString(), Slippage.ToString(), Residual, Flag(Simulated),
    ];
}
