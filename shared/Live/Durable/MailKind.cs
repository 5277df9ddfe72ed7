namespace Arbit.Live.Durable;

/// <summary>What a mail tells. A closed set.</summary>
public enum MailKind
{
    /// <summary>Somebody raised an event.</summary>
    Event = 1,

    /// <summary>An instance that is waited for has ended.</summary>
    Ended = 2,
}
