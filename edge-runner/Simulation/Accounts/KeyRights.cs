namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>What an API key may do beside reading. No key of ours may do two of them (architecture.md, lesson L24).</summary>
[Flags]
public enum KeyRights
{
    None = 0,
    Trade = 1,

    /// <summary>Withdraw, and move money between the account's wallets.</summary>
    Withdraw = 2,

    /// <summary>Stake and take back.</summary>
    Earn = 4,
}
