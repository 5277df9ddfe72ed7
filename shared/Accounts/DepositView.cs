using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>A deposit as its venue has it.</summary>
/// <param name="Transaction">On the chain: what matches it to a withdrawal.</param>
/// <param name="Credited">Only then is it in the balance.</param>
public sealed record DepositView(string Transaction, Asset Asset, string Network, Amount Amount, DateTimeOffset SeenAt, bool Credited);
