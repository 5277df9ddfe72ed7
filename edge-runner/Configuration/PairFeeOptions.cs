namespace Arbit.EdgeRunner.Configuration;

/// <summary>What one account pays on one pair, where that is not what it pays on the others.</summary>
public sealed class PairFeeOptions
{
    public string TakerBps { get; set; } = "";

    /// <summary>Empty for the taker's.</summary>
    public string MakerBps { get; set; } = "";

    /// <summary>received, or quote; empty for the account's.</summary>
    public string FeePaidIn { get; set; } = "";
}
