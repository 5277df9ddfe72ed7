namespace Arbit.Slow.Configuration;

/// <summary>The slow side: modes, conversions, transfers, gold, accumulation.</summary>
public sealed class SlowOptions
{
    /// <summary>Whether it runs in this process; else in another one, over the bus (<c>slow --edge URL</c>), or not at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What may be moved between accounts, the preferred first; none for USDT and USDC.</summary>
    public string[] Stablecoins { get; set; } = [];

    /// <summary>Of each slice of a conversion or a purchase.</summary>
    public string MaxSlippageBps { get; set; } = "50";

    /// <summary>A-Bot's and G-Bot's purchases and sales rest limits first, for half of their time, and take what is left then: cheaper, and slower.</summary>
    public bool RestsLimits { get; set; }

    /// <summary>A conversion under so many dollars is not worth its fee.</summary>
    public string LeastConversionUsd { get; set; } = "10";

    /// <summary>The least that is kept of the asset that fees are paid in.</summary>
    public string LeastFeesUsd { get; set; } = "10";

    /// <summary>Percentage points; strictly over them drift is acted on (DriftThreshold).</summary>
    public int DriftThreshold { get; set; } = 15;

    /// <summary>Account → its target among them, as a weight; 1 where it is not there.</summary>
    public Dictionary<string, int> AccountWeights { get; set; } = [];

    /// <summary>Asset → its target inside an account, as a weight among those that it holds; one that is not there does not drift.</summary>
    public Dictionary<string, int> AssetWeights { get; set; } = [];

    /// <summary>A transfer of more asks a person; empty for none.</summary>
    public string TransferAsksOverUsd { get; set; } = "";

    /// <summary>A transfer that is not credited after so many times its usual time is stuck.</summary>
    public int StuckAfterTimes { get; set; } = 6;

    /// <summary>How long a question waits; silence is no.</summary>
    public int QuestionHours { get; set; } = 24;

    /// <summary>Idle dollars.</summary>
    public LendingOptions Lending { get; set; } = new();

    /// <summary>Where money may be sent; none for the simulated accounts' own addresses.</summary>
    public AddressOptions[] Addresses { get; set; } = [];
}

/// <summary>One line of the allow list: the only place that a destination comes from.</summary>
public sealed class AddressOptions
{
    /// <summary>A venue's name, or <c>cold</c>.</summary>
    public string To { get; set; } = "";

    public string Asset { get; set; } = "";

    /// <summary>Canonical id: tron, solana, polygon, base, bsc, ethereum.</summary>
    public string Network { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>Tag or memo; empty for none.</summary>
    public string Tag { get; set; } = "";

    /// <summary>The asset's contract as a person confirmed it; empty for none.</summary>
    public string Contract { get; set; } = "";
}
