namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>The wallets of an account that money is moved between. KuCoin's main and trade differ (architecture.md); elsewhere all is in the one that trades.</summary>
public enum FundingWallet
{
    /// <summary>The one that trades.</summary>
    Trade,

    /// <summary>Where deposits arrive and withdrawals leave, where that is not the one that trades.</summary>
    Main,
}
