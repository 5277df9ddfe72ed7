using Arbit.Money;

namespace Arbit.Strategy.Accumulation;

/// <summary>One step, to be done in its order.</summary>
public sealed record SeatAction(SeatActionKind Kind, int Number, Asset Coin, SeatUse Use);
