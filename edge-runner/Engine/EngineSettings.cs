using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Scanner;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Engine;

/// <summary>Everything that decisions depend on beside the inputs. Durations in nanoseconds.</summary>
/// <param name="Detection">What candidates are judged by.</param>
/// <param name="Execution">How cycles are traded.</param>
/// <param name="Risk">What stops trading.</param>
/// <param name="Dollars">The assets that count as dollars, each a different one.</param>
/// <param name="SilenceLimit">A book that nothing was heard of for so long is unusable until it has resynchronised.</param>
/// <param name="ResyncInterval">Between two requests for one book.</param>
public sealed record EngineSettings(
    DetectionSettings Detection,
    ExecutionSettings Execution,
    RiskSettings Risk,
    IReadOnlySet<Asset> Dollars,
    long SilenceLimit,
    long ResyncInterval)
{
    /// <summary>Which names mean the same thing on every venue; null where all do.</summary>
    public AssetRegistry? Registry { get; init; }

    /// <summary>Legs that a cycle inside a venue has at most.</summary>
    public int LongestCycle { get; init; } = PathGraph.Triangle;

    /// <summary>Accounts that pay less for paying in the venue's own asset.</summary>
    public IReadOnlyDictionary<Venue, FeeDiscount> FeeDiscounts { get; init; } = new Dictionary<Venue, FeeDiscount>();

    /// <summary>Dollars a calendar month (UTC) that an account trades without a fee.</summary>
    public IReadOnlyDictionary<Venue, Amount> FeeAllowances { get; init; } = new Dictionary<Venue, Amount>();

    /// <summary>A subscription that is silent against its own rate is made again (lesson L18); not where there is nothing to make again, as in a capture.</summary>
    public bool WatchesSubscriptions { get; init; } = true;

    /// <summary>The mode before any was set.</summary>
    public Strategy.TradingMode InitialMode { get; init; } = Strategy.TradingMode.Gold;

    /// <summary>When the accounts are compared with the venues'.</summary>
    public ReconciliationSettings Reconciliation { get; init; } = ReconciliationSettings.Default;
    /// <summary>What the Market Scanner measures by.</summary>
    public ScannerSettings Scanner { get; init; } = ScannerSettings.Default;
}
