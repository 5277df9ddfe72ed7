using Arbit.Money;

namespace Arbit.Markets;

/// <summary>Whether a coin can be moved in and out of a venue on one network, as the venue said (lesson L26).</summary>
/// <param name="Venue">Which account.</param>
/// <param name="Asset">Which coin.</param>
/// <param name="Network">Canonical id: bitcoin, ethereum, tron, solana, polygon, base, bsc …</param>
/// <param name="DepositEnabled">It can be brought in.</param>
/// <param name="WithdrawEnabled">It can be taken out.</param>
/// <param name="AsOf">When the venue said so, Unix nanoseconds.</param>
public sealed record WalletStatus(Venue Venue, Asset Asset, string Network, bool DepositEnabled, bool WithdrawEnabled, long AsOf);
