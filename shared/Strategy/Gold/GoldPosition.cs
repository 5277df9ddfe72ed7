using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Gold;

/// <summary>PAXG at one place.</summary>
/// <param name="Venue">Where; null in the cold wallet, which is never sold and never fuel.</param>
/// <param name="Amount">How much, not negative.</param>
public sealed record GoldPosition(Venue? Venue, Amount Amount);
