using System.Text.Json.Serialization;
using Arbit.EdgeRunner.Scanner;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Configuration;

/// <summary>What is configured, as text; <see cref="ArbitSettings.Read"/> checks all of it at once. Names in strategy.md.</summary>
public sealed class ArbitOptions
{
    /// <summary>simulated, or live: the venues' public streams.</summary>
    public string Feed { get; set; } = "simulated";

    public int Port { get; set; } = 9109;

    /// <summary>
    /// loopback, or any: every address of the machine, for a container whose port is published. It can then be looked at from elsewhere;
    /// told what to do it can be from this machine only, as before.
    /// </summary>
    public string Listen { get; set; } = "loopback";

    /// <summary>Every so often the measures that alerts go by are written to the console, a line of JSON; 0 for never.</summary>
    public int MetricsLineSeconds { get; set; }

    /// <summary>Where everything is kept; relative to the current directory.</summary>
    public string DataPath { get; set; } = "data";

    public string InitialMode { get; set; } = "GOLD";

    public string[] Dollars { get; set; } = [];

    /// <summary>Every listed pair of two of these is watched.</summary>
    public string[] Assets { get; set; } = [];

    /// <summary>laptop, server or colocated: sets the staleness limits.</summary>
    public string LatencyMode { get; set; } = "server";

    public ThresholdOptions NetThresholdBps { get; set; } = new();

    public string NotionalPerTradeUsd { get; set; } = "200";

    /// <summary>Empty for the verdict's (<see cref="MarketTerms"/>); a number stands whatever the verdict.</summary>
    public string DepthMultiple { get; set; } = "";

    public MarketTermsOptions MarketTerms { get; set; } = new();

    public ScannerSettings Scanner { get; set; } = new();

    public string DepthShareBps { get; set; } = "9000";

    public string MaxSlippageBps { get; set; } = "8";

    public int MaxOpenOrders { get; set; } = 3;

    public int CrossCycleSeconds { get; set; } = 10;

    public int TriangularCycleSeconds { get; set; } = 30;

    /// <summary>Legs that a cycle inside a venue has at most: 3, or 4.</summary>
    public int LongestCycle { get; set; } = 3;

    public string MaxDailyLossBps { get; set; } = "100";

    public int MaxFailuresInRow { get; set; } = 5;

    /// <summary>Relaxes staleness and volume checks only, for dead test venues; refused with anything real.</summary>
    public bool TestnetMode { get; set; }

    public RiskOptions Risk { get; set; } = new();

    public FuelOptions Fuel { get; set; } = new();

    /// <summary>Venue → its code → the canonical asset: aliases (XBT is BTC), and codes that mean another coin than elsewhere.</summary>
    public Dictionary<string, Dictionary<string, string>> AssetCodes { get; set; } = [];

    /// <summary>Wallets that are closed, in paper; all others are open.</summary>
    public ClosedWalletOptions[] ClosedWallets { get; set; } = [];

    /// <summary>How often orders, fills and balances are compared with the venue's.</summary>
    public int ReconcileSeconds { get; set; } = 60;

    public VenueOptions[] Venues { get; set; } = [];

    public LeaseOptions Lease { get; set; } = new();

    public PaperOptions Paper { get; set; } = new();

    public SimulationFeedOptions Simulation { get; set; } = new();

    /// <summary>The decider decides nothing by it: it is in no recording, and a real session replays on any machine.</summary>
    [JsonIgnore]
    public LiveOptions Live { get; set; } = new();

    /// <summary>Holds a secret, and the decider decides nothing by it: it is in no recording.</summary>
    [JsonIgnore]
    public SignalOptions Signals { get; set; } = new();

    /// <summary>The decider decides nothing by it either: what comes of it reaches it as commands.</summary>
    [JsonIgnore]
    public SlowOptions Slow { get; set; } = new();
}

/// <summary>
/// Net profit at or above which a candidate is taken (NET_THRESHOLD_BPS), per strategy. Empty for the verdict's
/// (<see cref="MarketTermsOptions"/>); a number stands whatever the verdict, but for stop.
/// </summary>
public sealed class ThresholdOptions
{
    public string Cross { get; set; } = "";

    public string Triangular { get; set; } = "";
}

/// <summary>What the Market Scanner's verdicts ask for.</summary>
public sealed class MarketTermsOptions
{
    public string AggressiveBps { get; set; } = "40";

    public string NormalBps { get; set; } = "50";

    public string CarefulBps { get; set; } = "100";

    /// <summary>Added to each of them while the daily range is high (ours).</summary>
    public string HighRangeExtraBps { get; set; } = "25";

    public string NormalDepth { get; set; } = "2.5";

    public string CarefulDepth { get; set; } = "5";

    /// <summary>Cycle times are so many times as long while the daily range is high.</summary>
    public int HighRangePace { get; set; } = 2;
}

/// <summary>One account.</summary>
public sealed class VenueOptions
{
    public string Name { get; set; } = "";

    public string TakerBps { get; set; } = "10";

    /// <summary>Of an order that rested; empty for the taker's.</summary>
    public string MakerBps { get; set; } = "";

    /// <summary>BASE/QUOTE → what is paid there, where it is not the account's.</summary>
    public Dictionary<string, PairFeeOptions> PairFees { get; set; } = [];

    /// <summary>Dollars a calendar month (UTC) that the account trades without a fee (Coinbase One); empty for none.</summary>
    public string FeeAllowanceUsd { get; set; } = "";

    /// <summary>received, or quote.</summary>
    public string FeePaidIn { get; set; } = "received";

    /// <summary>The asset that fees are paid in at a discount, while there is enough of it (BNB on Binance); empty for none.</summary>
    public string FeeDiscountAsset { get; set; } = "";

    public string FeeDiscountBps { get; set; } = "2500";

    /// <summary>Only these symbols; empty for all pairs of the configured assets.</summary>
    public string[] Symbols { get; set; } = [];

    /// <summary>What a new paper ledger begins with.</summary>
    public Dictionary<string, string> Balances { get; set; } = [];
}

/// <summary>Who trades where several run.</summary>
public sealed class LeaseOptions
{
    /// <summary>A folder that all share of which one may trade; empty for one's own, in the data directory.</summary>
    public string Path { get; set; } = "";

    /// <summary>How long it stands without being renewed; renewed every third of it. 30 and a margin of 5 where orders are real.</summary>
    public int TtlSeconds { get; set; } = 10;

    /// <summary>The longest that a send may take: nothing is sent so close to the lease's end.</summary>
    public int MarginSeconds { get; set; } = 3;
}

/// <summary>How the paper venue behaves.</summary>
public sealed class PaperOptions
{
    public int Seed { get; set; } = 1;

    public int LatencyMs { get; set; } = 20;

    public int LatencySpreadMs { get; set; } = 30;

    public int PartialPerMille { get; set; } = 50;

    public int RejectPerMille { get; set; } = 10;

    public int LostAnswerPerMille { get; set; } = 5;

    public int LostOrderPerMille { get; set; } = 5;

    public int AckFirstPerMille { get; set; } = 20;

    public int DoubledAnswerPerMille { get; set; } = 5;

    public int LateAnswerPerMille { get; set; } = 5;

    public int FillAfterEndPerMille { get; set; } = 2;

    public int CancelRacePerMille { get; set; } = 20;

    public int LookUpMissesPerMille { get; set; } = 5;

    public int PartThenRestPerMille { get; set; } = 10;

    /// <summary>How late a late answer, or a fill after the end, can be.</summary>
    public int LatenessMs { get; set; } = 4000;

    /// <summary>For how long after sending a look-up can miss.</summary>
    public int LookUpLagMs { get; set; } = 3000;
}

/// <summary>The simulated market.</summary>
public sealed class SimulationFeedOptions
{
    /// <summary>Where <c>arbit venues</c> runs, on this machine; empty for simulated venues within this process.</summary>
    public string Address { get; set; } = "";

    public ulong Seed { get; set; } = 1;

    public string DislocationsPerMinute { get; set; } = "4";

    public string RateScale { get; set; } = "1";

    /// <summary>Every so many book diffs of a venue are lost; 0 is never, as below.</summary>
    public int DropDiffEvery { get; set; }

    /// <summary>Every so many Kraken book updates carry a wrong checksum.</summary>
    public int CorruptChecksumEvery { get; set; }

    /// <summary>A connection is cut after so many frames.</summary>
    public int DisconnectEvery { get; set; }
}
