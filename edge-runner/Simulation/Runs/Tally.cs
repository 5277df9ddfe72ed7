using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What a stretch of simulated time came to; stretches add up.</summary>
public sealed class Tally
{
    private static readonly int FaultKinds = Enum.GetValues<FaultKind>().Length;

    public TimeSpan Simulated { get; set; }

    /// <summary>Dislocations that pay the configured threshold after fees, at the size that the depth rule lets be traded, by the market's own books.</summary>
    public long Planted { get; set; }

    /// <summary>Of those, where a candidate over the threshold was noted on that instrument while it lasted.</summary>
    public long Found { get; set; }

    /// <summary>Of those, where a cycle was opened.</summary>
    public long Taken { get; set; }

    /// <summary>Every dislocation of the market, paying or not.</summary>
    public long Dislocations { get; set; }

    /// <summary>Cycles opened where the market's own books would not have paid.</summary>
    public long FalseCycles { get; set; }

    /// <summary>Candidates that were newly refused because a wallet was closed.</summary>
    public long Barred { get; set; }

    public long Attempted { get; set; }

    public long Completed { get; set; }

    public long Recovered { get; set; }

    public long Unwound { get; set; }

    public long Held { get; set; }

    public long Missed { get; set; }

    /// <summary>Cycles that were open when journal and all were lost: nobody knows of them any more.</summary>
    public long Forgotten { get; set; }

    public long OrdersSent { get; set; }

    public long Duplicates { get; set; }

    public long UnknownResolved { get; set; }

    /// <summary>Dollars of the largest exposure seen at once.</summary>
    public Amount MaxResidual { get; set; }

    public TimeSpan LongestResidual { get; set; }

    /// <summary>Dollars still open when an episode ended although time was given.</summary>
    public Amount ResidualAtEnd { get; set; }

    /// <summary>Dollars of what stayed because it is too small to trade.</summary>
    public Amount DustAtEnd { get; set; }

    public long LedgerChecks { get; set; }

    public long LedgerBreaks { get; set; }

    public Amount Expected { get; set; }

    public Amount Realised { get; set; }

    public Amount Fees { get; set; }

    public Amount Slippage { get; set; }

    public Amount Recovery { get; set; }

    public long Episodes { get; set; }

    public long Lives { get; set; }

    public long Frames { get; set; }

    /// <summary>Times that a person had to resume.</summary>
    public long Halts { get; set; }

    public long[] Injected { get; } = new long[FaultKinds];

    /// <summary>What ought not to have happened, the first ones in words.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>Exceptions out of the bot, each of which would have ended it live; and cycles that were opened over a closed wallet.</summary>
    public long Failures { get; set; }

    public void Count(FaultKind fault, long times = 1) => Injected[(int)fault] += times;

    public void Add(Tally other)
    {
        Simulated += other.Simulated;
        Planted += other.Planted;
        Found += other.Found;
        Taken += other.Taken;
        Dislocations += other.Dislocations;
        FalseCycles += other.FalseCycles;
        Barred += other.Barred;
        Attempted += other.Attempted;
        Completed += other.Completed;
        Recovered += other.Recovered;
        Unwound += other.Unwound;
        Held += other.Held;
        Missed += other.Missed;
        Forgotten += other.Forgotten;
        OrdersSent += other.OrdersSent;
        Duplicates += other.Duplicates;
        UnknownResolved += other.UnknownResolved;
        MaxResidual = Amount.Max(MaxResidual, other.MaxResidual);
        LongestResidual = other.LongestResidual > LongestResidual ? other.LongestResidual : LongestResidual;
        ResidualAtEnd += other.ResidualAtEnd;
        DustAtEnd += other.DustAtEnd;
        LedgerChecks += other.LedgerChecks;
        LedgerBreaks += other.LedgerBreaks;
        Expected += other.Expected;
        Realised += other.Realised;
        Fees += other.Fees;
        Slippage += other.Slippage;
        Recovery += other.Recovery;
        Episodes += other.Episodes;
        Lives += other.Lives;
        Frames += other.Frames;
        Halts += other.Halts;
        Failures += other.Failures;
        for (var i = 0; i < Injected.Length; i++)
            Injected[i] += other.Injected[i];
        Findings.AddRange(other.Findings.Take(Math.Max(0, 20 - Findings.Count)));
    }
}
