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

    FlipToGold,
}

/// <summary>What came of it.</summary>
public sealed record SeatOutcome(string Text);
