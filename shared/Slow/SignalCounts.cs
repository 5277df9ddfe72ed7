namespace Arbit.Slow;

/// <summary>Signals since the start, by what became of them.</summary>
/// <param name="Received">Stored, each once.</param>
/// <param name="Refused">Unreadable, stale, without the right token or from elsewhere.</param>
/// <param name="LastHeartbeat">When the last heartbeat alert fired; null for never.</param>
public sealed record SignalCounts(long Received, long Duplicate, long Refused, long NotStored, DateTimeOffset? LastHeartbeat)
{
    public static SignalCounts None { get; } = new(0, 0, 0, 0, null);

    public SignalCounts Plus(SignalCounts other) => new(
        Received + other.Received,
        Duplicate + other.Duplicate,
        Refused + other.Refused,
        NotStored + other.NotStored,
        LastHeartbeat > other.LastHeartbeat ? LastHeartbeat : other.LastHeartbeat ?? LastHeartbeat);

    /// <summary>The newer less the older of the same counting; the heartbeat is the newer one's.</summary>
    public SignalCounts Minus(SignalCounts older)
        => new(Received - older.Received, Duplicate - older.Duplicate, Refused - older.Refused, NotStored - older.NotStored, LastHeartbeat);
}
