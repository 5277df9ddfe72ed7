namespace Arbit.Live.Durable;

/// <summary>
/// What came of an attempt. A failure is an answer too: the workflow has to know its kind and whether it is final, which no backend's own
/// failure tells alike. What a backend itself reports as failed was interrupted, and is done again under the same key.
/// </summary>
/// <param name="Result">JSON; null where it failed.</param>
/// <param name="Kind">The short name of the exception's type; null where it went well.</param>
/// <param name="Message">As the exception said it.</param>
/// <param name="IsFinal">It was refused: no further attempt.</param>
public sealed record DurableAnswer(string? Result, string? Kind, string? Message, bool IsFinal);
