namespace Arbit.Slow.Configuration;

/// <summary>Idle dollars on Aave v3. Off where no node is named; the paper build never lends.</summary>
public sealed class LendingOptions
{
    /// <summary>The chain's JSON-RPC address; it, or a signer in front of it, signs for the wallet.</summary>
    public string Node { get; set; } = "";

    /// <summary>The pool's contract.</summary>
    public string Pool { get; set; } = "";

    /// <summary>The dollar's contract.</summary>
    public string Token { get; set; } = "";

    /// <summary>Our own address on that chain.</summary>
    public string Wallet { get; set; } = "";

    public string Asset { get; set; } = "USDC";

    public int TokenDecimals { get; set; } = 6;

    /// <summary>What gas is paid in.</summary>
    public string Coin { get; set; } = "POL";

    /// <summary>Idle dollars move by themselves only where thirty days' yield less gas is over so many dollars.</summary>
    public string ThresholdUsd { get; set; } = "5";
}
