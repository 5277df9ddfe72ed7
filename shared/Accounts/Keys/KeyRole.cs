namespace Arbit.Accounts.Keys;

/// <summary>What a key is for. A closed set: each role has keys of its own, and no key may do what another role's does (lesson L24).</summary>
public enum KeyRole
{
    /// <summary>The edge's: orders, and nothing else.</summary>
    Trade,

    /// <summary>The functions': withdrawals to allow-listed addresses, and no orders.</summary>
    Withdraw,

    /// <summary>Stakes and takes back; neither orders nor withdrawals.</summary>
    Earn,
}
