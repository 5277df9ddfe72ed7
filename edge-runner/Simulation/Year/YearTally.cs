using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>What is counted while the days go by.</summary>
internal sealed class YearTally
{
    private const int MostFindings = 40;

    public long SignalsReceived { get; set; }

    public long SignalsDuplicate { get; set; }

    public long SignalsRefused { get; set; }

    public long LedgerChecks { get; set; }

    public long LedgerBreaks { get; set; }

    /// <summary>Looks at which orders or a dead process left nothing to compare.</summary>
    public long Looks { get; set; }

    public long EdgeCrashes { get; set; }

    public long SlowCrashes { get; set; }

    /// <summary>Workflows that failed, and messages that were put aside.</summary>
    public long Failures { get; set; }

    /// <summary>What every day's end was worth, by place.</summary>
    public List<YearDay> Days { get; } = [];

    public List<string> Findings { get; } = [];

    /// <summary>Something that the simulation, or a workflow, could not come to terms with.</summary>
    public void Fail(DateTimeOffset at, string what)
    {
        Failures++;
        Find(at, what);
    }

    public void Find(DateTimeOffset at, string what)
    {
        if (Findings.Count < MostFindings)
            Findings.Add($"{at:yyyy-MM-dd HH:mm:ss}: {what}");
    }
}

/// <summary>A day's end.</summary>
/// <param name="Capital">All but the cold wallet, in dollars.</param>
/// <param name="ByPlace">In dollars; the cold wallet among them.</param>
internal sealed record YearDay(DateTimeOffset At, Amount Capital, IReadOnlyDictionary<string, Amount> ByPlace, string Mode);
