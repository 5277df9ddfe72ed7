namespace Arbit.Live.Durable;

/// <summary>What an instance is told.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">The event's, or the id of who has ended.</param>
/// <param name="Value">JSON: the event's value, or the end.</param>
/// <param name="Id">Another one for each mail: backends may deliver one twice.</param>
public sealed record DurableMail(MailKind Kind, string Name, string Value, string Id);
