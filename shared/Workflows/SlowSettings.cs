using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Workflows;

/// <summary>What the workflows go by (strategy.md): read by an activity at an instance's beginning, so that it finishes under what it began with.</summary>
public sealed record SlowSettings
{
    /// <summary>What counts as a dollar; each of them has to be USD or worth about one.</summary>
    public required IReadOnlyList<Asset> Dollars { get; init; }

    /// <summary>The ones that may be moved between accounts.</summary>
    public required IReadOnlyList<Asset> Stablecoins { get; init; }

    /// <summary>The accounts, by their venues' names.</summary>
    public required IReadOnlyList<string> Venues { get; init; }

    public required FuelShares BtcFuel { get; init; }

    public required FuelShares GoldFuel { get; init; }

    public Asset Gold { get; init; } = new("PAXG");

    /// <summary>Kept for fees where a venue gives a discount for it.</summary>
    public Asset FeeAsset { get; init; } = new("BNB");

    /// <summary>The least that is kept of it, in dollars.</summary>
    public Amount LeastFees { get; init; } = Amount.Parse("10");

    /// <summary>Of the PAXG on venues, at a flip to BTC; the rest goes to the cold wallet.</summary>
    public Bps GoldSold { get; init; } = Bps.From(8500m);

    /// <summary>Of the realised net profit since the last sweep.</summary>
    public Bps SweepShare { get; init; } = Bps.From(1500m);

    /// <summary>Of each slice of a conversion or a purchase.</summary>
    public Bps MaxSlippage { get; init; } = Bps.From(50m);

    /// <summary>The bots' own purchases and sales rest limits first (auction logic), and take what is left.</summary>
    public bool RestsLimits { get; init; }

    /// <summary>A conversion under so many dollars is not worth its fee.</summary>
    public Amount LeastConversion { get; init; } = Amount.Parse("10");

    /// <summary>Idle dollars move by themselves only where thirty days' yield less gas is over so many dollars.</summary>
    public Amount IdleThreshold { get; init; } = Amount.Parse("5");

    /// <summary>Dollars above which a transfer asks; null for none.</summary>
    public Amount? TransferAsksOver { get; init; }

    /// <summary>A transfer that is not credited after so many times its usual time is stuck: a person is told.</summary>
    public int StuckAfterTimes { get; init; } = 6;

    /// <summary>How long a question waits: silence is no.</summary>
    public TimeSpan QuestionWaits { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Percentage points; strictly over them drift is acted on.</summary>
    public int DriftThreshold { get; init; } = 15;

    /// <summary>Each account's target as a weight among them; an account that is not there has the others' weight of one.</summary>
    public IReadOnlyDictionary<string, int> AccountWeights { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Each asset's target inside an account, as a weight among those that it holds; what is not there is not measured.</summary>
    public IReadOnlyDictionary<string, int> AssetWeights { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public FuelShares FuelOf(TradingMode mode) => mode == TradingMode.Btc ? BtcFuel : GoldFuel;
}
