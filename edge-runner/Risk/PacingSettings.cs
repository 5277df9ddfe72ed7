namespace Arbit.EdgeRunner.Risk;

/// <summary>Fewer open orders where a venue answers slowly (strategy.md, LATENCY_MODE).</summary>
/// <param name="MaxOpenOrders">Per venue, when all is well.</param>
/// <param name="SlowAnswer">Nanoseconds from sending to the end of an order, smoothed; each multiple of it costs one open order, down to one.</param>
public sealed record PacingSettings(int MaxOpenOrders, long SlowAnswer);
