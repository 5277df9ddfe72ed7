using Arbit.Money;

namespace Arbit.Strategy.Accumulation;

/// <summary>One taken seat.</summary>
/// <param name="Number">0 to 5.</param>
/// <param name="Coin">What sits there.</param>
/// <param name="Use">What for.</param>
/// <param name="Since">The how-manieth seat that was ever taken: first in is the lowest.</param>
public sealed record Seat(int Number, Asset Coin, SeatUse Use, long Since);
