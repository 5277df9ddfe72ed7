namespace Arbit.EdgeRunner.Page.State;

/// <summary>Whether Arbit trades. Whatever stops trading says why, and how it starts again.</summary>
public sealed record TradingView
{
    public required TradingStateView State { get; init; }

    /// <summary>Why it is in this state, as a sentence for a person.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>How trading starts again ("when a person resumes it"); null while active.</summary>
    public required string? Resumes { get; init; }
}
