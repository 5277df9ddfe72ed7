using Arbit.Money;

namespace Arbit.Markets;

/// <summary>Fees paid in an asset of the venue's own are so much less (Binance: 25 % with BNB).</summary>
public sealed record FeeDiscount(Asset Asset, Bps Off);
