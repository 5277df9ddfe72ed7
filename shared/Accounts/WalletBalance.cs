using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>Of one asset in one wallet of a venue.</summary>
/// <param name="Wallet"><c>trading</c>, or the venue's own name of another one (<c>main</c>, <c>staked</c>).</param>
/// <param name="Amount">Free and locked.</param>
public sealed record WalletBalance(string Wallet, Asset Asset, Amount Amount);
