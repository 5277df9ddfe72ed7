using Arbit.EdgeRunner.Journal;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>How the embedded host keeps what it does.</summary>
public sealed record WorkflowHostOptions
{
    /// <summary>The database, made where there is none; <c>:memory:</c> for simulations.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>What a stored turn outlives.</summary>
    public SqliteSafety Safety { get; init; } = SqliteSafety.Power;

    /// <summary>How long the history of what has completed is kept; status and result stay for ever, and so does the history of a failure.</summary>
    public TimeSpan KeepHistory { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many things that happened share one transaction at most.</summary>
    public int MostPerCommit { get; init; } = 128;

    /// <summary>Told of which instance something was stored. It is called within the host: it takes note, and asks for nothing there.</summary>
    public Action<string>? Changed { get; init; }

    /// <summary>For simulations and tests: called around each commit; what it throws ends the host as a pulled plug would.</summary>
    internal Action<JournalMoment>? OnMoment { get; init; }

    /// <summary>Runs the code again from the beginning for every turn, as a host across machines does; for tests.</summary>
    public bool ReplaysEveryTurn { get; init; }
}
