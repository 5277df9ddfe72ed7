namespace Arbit.Strategy.Accumulation;

/// <summary>Why a signal changes nothing. A closed list.</summary>
public enum SeatRefusal : byte
{
    /// <summary>It does change something.</summary>
    None,

    /// <summary>A buy: the coin has a seat by a signal already.</summary>
    HasSeat,

    /// <summary>A buy: all six seats are taken, and none by a warmer.</summary>
    NoSeat,

    /// <summary>A sell: the coin has no seat.</summary>
    NotSeated,
}
