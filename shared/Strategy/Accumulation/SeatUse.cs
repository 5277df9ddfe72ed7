namespace Arbit.Strategy.Accumulation;

/// <summary>What a seat's coin is there for.</summary>
public enum SeatUse : byte
{
    /// <summary>A buy signal asked for it; only a sell signal, or the flip to GOLD, gives it up.</summary>
    Signal,

    /// <summary>It keeps the seat warm for its yield, and makes room.</summary>
    Warmer,
}
