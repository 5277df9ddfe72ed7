using Arbit.Money;

namespace Arbit.Live.Venues;

/// <summary>One fill of an order.</summary>
/// <param name="Id">The venue's: the same fill may be told again.</param>
/// <param name="Quantity">Of this fill alone.</param>
/// <param name="Fee">Of this fill alone; null where the stream does not tell it.</param>
/// <param name="FeeAsset">What the fee is paid in.</param>
public sealed record OrderTrade(string Id, Quantity Quantity, Amount? Fee, Asset FeeAsset);
