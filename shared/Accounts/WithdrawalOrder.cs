using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>A withdrawal to be submitted.</summary>
/// <param name="Id">Ours, reserved before it leaves.</param>
/// <param name="Amount">What is to arrive; the fee comes on top.</param>
/// <param name="Fee">The network's fee that was agreed to; a venue that wants more refuses.</param>
/// <param name="Address">Out of the allow list, never from anywhere else.</param>
/// <param name="Tag">Null for none.</param>
public sealed record WithdrawalOrder(string Id, Asset Asset, string Network, Amount Amount, Amount Fee, string Address, string? Tag);
