namespace Arbit.EdgeRunner.Risk;

/// <summary>What pauses one pair (strategy.md, Risk: volatility kill switch). Rates are statistics, as fractions of one.</summary>
/// <param name="MaxSpread">Best ask over best bid, less one.</param>
/// <param name="MaxMove">Highest over lowest middle within the window, less one.</param>
/// <param name="MoveWindow">In nanoseconds.</param>
/// <param name="MaxDesyncs">More losses of sync than this within the window.</param>
/// <param name="DesyncWindow">In nanoseconds.</param>
/// <param name="Pause">So long after the last such sight, in nanoseconds.</param>
public sealed record PairPauseSettings(double MaxSpread, double MaxMove, long MoveWindow, int MaxDesyncs, long DesyncWindow, long Pause);
