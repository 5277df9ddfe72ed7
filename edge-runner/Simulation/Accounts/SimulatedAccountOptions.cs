using Arbit.Markets;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>The account that a simulated venue keeps, and the fake credentials that open it.</summary>
/// <param name="Key">The API key.</param>
/// <param name="Secret">What requests are signed with; Base64 for Kraken, as there.</param>
/// <param name="Passphrase">KuCoin's third part; empty elsewhere.</param>
/// <param name="Fees">What the account pays.</param>
/// <param name="Balances">What it begins with, by asset.</param>
public sealed record SimulatedAccountOptions(string Key, string Secret, string Passphrase, FeeSchedule Fees, IReadOnlyDictionary<string, decimal> Balances);
