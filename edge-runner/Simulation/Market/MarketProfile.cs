namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// How busy and how deep one book is. The shapes (how sizes and distances are spread) are measured and common to a
/// venue, in <see cref="Calibration"/>; these numbers place one instrument on them.
/// </summary>
/// <param name="SpreadTicks">The usual distance between best bid and best ask, in ticks, at least 1.</param>
/// <param name="TopLots">The median quantity of the best level, in lots.</param>
/// <param name="ChangesPerSecond">Level changes a second before <c>RateScale</c>.</param>
/// <param name="TradesPerSecond">Trades a second before <c>RateScale</c>.</param>
/// <param name="DepthScalePercent">Stretches the distances of levels from the top: 100 is BTCUSDT's.</param>
public sealed record MarketProfile(
    int SpreadTicks, long TopLots, int ChangesPerSecond, int TradesPerSecond, int DepthScalePercent = 100);
