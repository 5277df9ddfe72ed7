namespace Arbit.Strategy.Accumulation;

/// <summary>What is to be done about a seat. A closed list.</summary>
public enum SeatActionKind : byte
{
    /// <summary>Buy the coin with the seat's share of the fuel on the best venue, and stake it.</summary>
    Buy,

    /// <summary>Unstake the coin and sell it on the best venue.</summary>
    Sell,

    /// <summary>A warmer's coin was asked for by a signal: it stays, and no longer makes room. Nothing is traded.</summary>
    Keep,
}
