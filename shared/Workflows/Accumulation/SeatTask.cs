namespace Arbit.Workflows.Accumulation;

/// <summary>Something that A-Bot's seats have to answer to.</summary>
/// <param name="Coin">Of a signal; empty else.</param>
public sealed record SeatTask(SeatTrigger Trigger, string Coin)
{
    /// <summary>The mode's, where a flip asks for it.</summary>
    public long? Epoch { get; init; }
}

/// <summary>What seats answer to. A closed set.</summary>
public enum SeatTrigger
{
    BuySignal,
    SellSignal,

    /// <summary>Are there too many empty ones, or too few?</summary>
    Look,

    /// <summary>All are given up; what is locked is asked back and not waited for.</summary>
    FlipToGold,

    /// <summary>What was asked back and is locked is waited for and sold.</summary>
    Released,
}

/// <summary>What came of it.</summary>
/// <param name="Text">In words.</param>
/// <param name="Locked">Seats whose stakes were asked back and are not free yet.</param>
public sealed record SeatOutcome(string Text, int Locked = 0) : IOutcome;
