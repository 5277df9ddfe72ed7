namespace Arbit.EdgeRunner.Bus;

/// <summary>One handing over of a message to one group.</summary>
internal sealed class Delivery(StoredMessage message, string key, DateTimeOffset dueAt)
{
    public StoredMessage Message { get; } = message;

    public string Key { get; } = key;

    /// <summary>Not before.</summary>
    public DateTimeOffset DueAt { get; set; } = dueAt;

    /// <summary>How often its handler has failed.</summary>
    public int Failures { get; set; }

    /// <summary>It was handled before, and comes again on purpose.</summary>
    public bool IsDouble { get; init; }
}
