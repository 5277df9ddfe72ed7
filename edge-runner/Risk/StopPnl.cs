using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// Stops new entries once the net since it last started from zero is under its limit, waits, and starts from zero by itself
/// (strategy.md, Risk). The sum, and the stop itself, outlive a restart: both come from the journal.
/// </summary>
public sealed class StopPnl(StopPnlSettings? settings)
{
    public const string Reason = "the net since the last start from zero is under the stop-PnL";

    /// <summary>How it starts again.</summary>
    public string Resumes => $"by itself, from zero, after {(settings?.RecoveryWait ?? 0) / 1_000_000_000} s";

    public bool IsUnder(RiskTally tally) => settings is { } limits && tally.NetSinceZero < -limits.MaxLoss;

    /// <summary>Has the wait that began then ended?</summary>
    public bool IsOver(long since, long now) => settings is null || now - since >= settings.RecoveryWait;
}
