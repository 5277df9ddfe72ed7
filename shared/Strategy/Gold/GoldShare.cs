using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Gold;

/// <summary>What the flip to BTC does with one venue's PAXG.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Sold">There, for a stablecoin.</param>
/// <param name="Withdrawn">To the cold wallet, what the network takes included.</param>
public sealed record GoldShare(Venue Venue, Amount Sold, Amount Withdrawn);
