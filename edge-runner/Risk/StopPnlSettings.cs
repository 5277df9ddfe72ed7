using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>When the stop-PnL stops, and for how long.</summary>
/// <param name="MaxLoss">In dollars: a greater loss since the last start from zero stops new entries.</param>
/// <param name="RecoveryWait">RECOVERY_WAIT_S, in nanoseconds.</param>
public sealed record StopPnlSettings(Amount MaxLoss, long RecoveryWait);
