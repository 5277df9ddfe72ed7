using System.Text.Json.Serialization;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What a simulated run came to, as it is printed. Money in dollars, as decimal text.</summary>
public sealed record SimulationReport(
    ulong Seed,
    decimal SimulatedSeconds,
    OpportunityFigures Opportunities,
    CycleFigures Cycles,
    OrderFigures Orders,
    ResidualFigures Residual,
    LedgerFigures Ledger,
    PnlFigures Pnl,
    string DecisionsHash,
    RunFigures Run,
    IReadOnlyDictionary<string, long> Faults,
    IReadOnlyList<string> Findings)
{
    /// <summary>What must hold whatever goes wrong.</summary>
    [JsonIgnore]
    public bool IsSound => Orders.Duplicates == 0 && Ledger.Breaks == 0 && Run.Failures == 0;

    internal static SimulationReport Of(SimulationPlan plan, Tally tally, byte[] hash, TimeSpan wall) => new(
        plan.Seed,
        Seconds(tally.Simulated),
        new OpportunityFigures(tally.Planted, tally.Found, tally.FalseCycles, tally.Taken, tally.Dislocations, tally.Barred),
        new CycleFigures(tally.Completed, tally.Recovered, tally.Unwound, tally.Held, tally.Missed, tally.Attempted, tally.Forgotten),
        new OrderFigures(tally.OrdersSent, tally.Duplicates, tally.UnknownResolved),
        new ResidualFigures(tally.MaxResidual.ToString(), Seconds(tally.LongestResidual), tally.ResidualAtEnd.ToString(), tally.DustAtEnd.ToString()),
        new LedgerFigures(tally.LedgerChecks, tally.LedgerBreaks),
        new PnlFigures(tally.Expected.ToString(), tally.Realised.ToString(), tally.Fees.ToString(), tally.Slippage.ToString(), tally.Recovery.ToString()),
        Convert.ToHexStringLower(hash),
        new RunFigures(tally.Episodes, tally.Lives, tally.Halts, tally.Failures, tally.Frames, plan.Cores, Math.Round((decimal)wall.TotalSeconds, 3)),
        Enum.GetValues<FaultKind>().ToDictionary(Name, kind => tally.Injected[(int)kind], StringComparer.Ordinal),
        tally.Findings);

    private static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;

    private static string Name(FaultKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>See <see cref="Tally"/> for what counts as which.</summary>
public sealed record OpportunityFigures(long Planted, long Found, long False, long Taken, long Dislocations, long Barred);

/// <summary>How cycles ended; forgotten ones were open when journal and all were lost.</summary>
public sealed record CycleFigures(long Completed, long Recovered, long Unwound, long Held, long Missed, long Attempted, long Forgotten);

/// <summary>Client orders, as they reached the venues.</summary>
public sealed record OrderFigures(long Sent, long Duplicates, long UnknownResolved);

/// <summary>What broken cycles left open: the most at once in dollars, the longest in seconds, and what was left at the end, open or as dust.</summary>
public sealed record ResidualFigures(string MaxNotional, decimal MaxSeconds, string AtEnd, string DustAtEnd);

/// <summary>The ledger's own checks and the comparisons with the venues.</summary>
public sealed record LedgerFigures(long Checks, long Breaks);

/// <summary>Expected and realised by the bot's own books; fees, slippage and recovery at the market's true prices, losses negative.</summary>
public sealed record PnlFigures(string Expected, string Realised, string Fees, string Slippage, string Recovery);

/// <summary>How the run went; nothing of it is in the hash.</summary>
public sealed record RunFigures(long Episodes, long Lives, long Halts, long Failures, long Frames, int Cores, decimal WallSeconds);
