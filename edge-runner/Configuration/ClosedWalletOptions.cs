namespace Arbit.EdgeRunner.Configuration;

/// <summary>A wallet that paper takes as closed: no deposits, no withdrawals, or neither.</summary>
public sealed class ClosedWalletOptions
{
    public string Venue { get; set; } = "";

    public string Asset { get; set; } = "";

    public string Network { get; set; } = "any";

    public bool Deposits { get; set; }

    public bool Withdrawals { get; set; }
}
