namespace Arbit.Strategy;

/// <summary>A leg at a size: integers at its ladder's scale, amounts in 10^-26.</summary>
/// <param name="Quantity">On the lot.</param>
/// <param name="Level">The worst level it reaches.</param>
/// <param name="Notional">Exactly what it costs or yields before the fee.</param>
/// <param name="Limit">The order's limit, on the tick.</param>
public readonly record struct SizedLeg(long Quantity, int Level, Int128 Notional, long Limit);
