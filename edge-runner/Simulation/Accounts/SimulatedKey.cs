namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>Fake credentials of a simulated account, and what they may do.</summary>
/// <param name="Secret">What requests are signed with; Base64 for Kraken, as there.</param>
/// <param name="Passphrase">KuCoin's third part; empty elsewhere.</param>
public sealed record SimulatedKey(string Key, string Secret, string Passphrase, KeyRights Rights)
{
    /// <summary>All read.</summary>
    public bool May(KeyRights rights) => (Rights & rights) == rights;
}
