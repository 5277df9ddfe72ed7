using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>The account that a simulated venue keeps, and the fake credentials that open it.</summary>
/// <param name="Key">The API key that trades and does nothing else.</param>
/// <param name="Secret">What requests are signed with; Base64 for Kraken, as there.</param>
/// <param name="Passphrase">KuCoin's third part; empty elsewhere.</param>
/// <param name="Fees">What the account pays.</param>
/// <param name="Balances">What it begins with, by asset.</param>
public sealed record SimulatedAccountOptions(string Key, string Secret, string Passphrase, FeeSchedule Fees, IReadOnlyDictionary<string, decimal> Balances)
{
    /// <summary>Further keys of the same account: the one that withdraws, the one that earns.</summary>
    public IReadOnlyList<SimulatedKey> OtherKeys { get; init; } = [];

    /// <summary>Null where the account has no such key.</summary>
    public SimulatedKey? Find(string key)
        => OtherKeys.Prepend(new SimulatedKey(Key, Secret, Passphrase, KeyRights.Trade)).FirstOrDefault(known => Signature.Equal(key, known.Key));
}
