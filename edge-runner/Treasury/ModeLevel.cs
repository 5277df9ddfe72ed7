using Arbit.Strategy;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>The mode as it was last set (lesson L33: a level, never an edge).</summary>
/// <param name="Epoch">A lower one changes nothing any more.</param>
/// <param name="Since">When the edge changed to it, Unix nanoseconds.</param>
public sealed record ModeLevel(TradingMode Mode, long Epoch, FuelShares Shares, long Since);
