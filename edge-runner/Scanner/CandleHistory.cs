namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// The days before a run, and what was seen of the day it begins in. It is part of what a session was begun with, so that a
/// replay begins with the same. It comes from what earlier runs saw, or from the simulation; never from a venue's REST.
/// </summary>
/// <param name="IsSimulated">Invented for a simulated market; never kept and never mixed with what was seen.</param>
/// <param name="Candles">By base asset, oldest first.</param>
public sealed record CandleHistory(bool IsSimulated, IReadOnlyDictionary<string, IReadOnlyList<DailyCandle>> Candles)
{
    public static CandleHistory None { get; } = new(false, new Dictionary<string, IReadOnlyList<DailyCandle>>(StringComparer.Ordinal));

    public IReadOnlyList<DailyCandle> Of(string baseAsset) => Candles.TryGetValue(baseAsset, out var candles) ? candles : [];
}
