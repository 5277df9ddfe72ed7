namespace Arbit.Live.Durable;

/// <summary>What an instance is told.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">The event's, or the id of who has ended.</param>
/// <param name="Value">JSON: the event's value, or the end.</param>
public sealed record DurableMail(MailKind Kind, string Name, string Value);
