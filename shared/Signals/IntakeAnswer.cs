namespace Arbit.Signals;

/// <summary>What an alert is answered with.</summary>
/// <param name="Status">200 stored or a duplicate; 400 unreadable, unfilled or stale; 401 token; 403 address; 503 could not be stored: TradingView sends again on 5xx only.</param>
/// <param name="Text">What was found, in a sentence; never the token.</param>
public sealed record IntakeAnswer(int Status, string Text)
{
    /// <summary>What was let in, where it was: new or known already.</summary>
    public Signal? Signal { get; init; }

    public bool IsDuplicate { get; init; }
}
