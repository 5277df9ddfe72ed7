namespace Arbit.EdgeRunner.Page.State;

/// <summary>What comparing a venue's account with the books here has come to.</summary>
public sealed record ReconciliationView
{
    public required ReconciliationStateView State { get; init; }

    /// <summary>When balances were last compared; null before the first time. Not while orders are under way.</summary>
    public required DateTimeOffset? ComparedAt { get; init; }

    /// <summary>Reports the venue gave since the start.</summary>
    public required long Reports { get; init; }

    /// <summary>Fills that became known by a report and in no other way.</summary>
    public required long FillsFound { get; init; }

    /// <summary>Questions it did not answer in time.</summary>
    public required long Unanswered { get; init; }

    /// <summary>What differs, as sentences; empty where nothing does.</summary>
    public required IReadOnlyList<string> Differences { get; init; }
}
