using Arbit.EdgeRunner.Execution.Guards;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>What stops trading, or caps it (strategy.md, Risk). What is null or empty is off.</summary>
/// <param name="MaxDailyLoss">Of the capital at the day's (UTC) first cycle; more halts until a person resumes.</param>
/// <param name="MaxFailuresInRow">Cycles that were unwound or left something, one after the other, halt too.</param>
public sealed record RiskSettings(Bps MaxDailyLoss, int MaxFailuresInRow)
{
    public static RiskSettings Default { get; } = new(Bps.From(100m), 5);

    public StopPnlSettings? StopPnl { get; init; }

    public PairPauseSettings? PairPause { get; init; }

    public VenueBreakerSettings? VenueBreaker { get; init; }

    public PacingSettings? Pacing { get; init; }

    public FuelSettings? Fuel { get; init; }

    public IReadOnlyDictionary<Asset, InventoryCap> InventoryCaps { get; init; } = new Dictionary<Asset, InventoryCap>();

    /// <summary>Cross cycles need a network that their coin can be moved back on.</summary>
    public bool RequireOpenWallets { get; init; }

    /// <summary>What is known of wallets at the start; where nothing is said of one it is open (paper).</summary>
    public IReadOnlyList<WalletStatus> Wallets { get; init; } = [];

    /// <summary>Whether, and how much, real accounts are sent; null on paper.</summary>
    public AccountGateSettings? Accounts { get; init; }

    /// <summary>Where a fee is not known nothing is traded: real money. Paper assumes 0.1 %.</summary>
    public bool RequireKnownFees { get; init; }
}
