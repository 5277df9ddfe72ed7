using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Records;

/// <summary>
/// Where a segment of the intent log begins: balances as they stood, totals, and the records of whatever was still open, whose
/// fills those balances already hold; and of the newest cycles that were closed, because a fill of theirs can still become known.
/// </summary>
public sealed record Checkpoint(
    IReadOnlyList<RecordedBalance> Balances,
    IReadOnlyList<RecordedBalance> Residuals,
    Totals Totals,
    TradingState Trading,
    string TradingReason,
    string TradingResumes,
    long TradingSince,
    IReadOnlyList<JournalRecord> Open)
{
    /// <summary>Null in checkpoints that are older than it.</summary>
    public RiskTally? Risk { get; init; }

    /// <summary>As <see cref="Open"/>, each cycle's with its end.</summary>
    public IReadOnlyList<JournalRecord> Closed { get; init; } = [];

    /// <summary>What the slow side has claimed, set and asked; null where it has done nothing yet, and in checkpoints that are older than it.</summary>
    public TreasuryCheckpoint? Treasury { get; init; }

    /// <summary>Null in checkpoints that are older than it, and where nothing was traded.</summary>
    public IReadOnlyList<RecordedVolume>? Volumes { get; init; }

    /// <summary>Null in checkpoints that are older than it, and where nothing was sent.</summary>
    public IReadOnlyList<RecordedSending>? Sent { get; init; }

    /// <summary>Null in checkpoints that are older than it, and where nothing was taken.</summary>
    public IReadOnlyList<RecordedCount>? Opportunities { get; init; }

    /// <summary>There was no journal: the balances are what was expected, and nothing is traded before the venues' own word was adopted.</summary>
    public bool IsUnsettled { get; init; }
}

/// <summary>An amount at a place.</summary>
public sealed record RecordedBalance(string Place, Asset Asset, Amount Amount);

/// <summary>Sums over all runs, in dollars where they are money.</summary>
public sealed record Totals(
    Amount NetInDollars,
    Amount ExpectedInDollars,
    long Attempted,
    long Completed,
    long Recovered,
    long Unwound,
    long Held,
    long Missed,
    long Profitable)
{
    public static Totals None { get; } = new(Amount.Zero, Amount.Zero, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>With a closed cycle counted (+1), or taken back (-1).</summary>
    public Totals With(CycleClosed closed, bool isAttempt, int count)
    {
        long CountOf(bool counts) => counts && isAttempt ? count : 0;
        Amount Signed(Amount amount) => count < 0 ? -amount : amount;
        var outcome = closed.Outcome;
        return new Totals(
            NetInDollars + Signed(closed.NetInDollars),
            ExpectedInDollars + (outcome == CycleOutcome.Missed ? Amount.Zero : Signed(closed.ExpectedInDollars)),
            Attempted + CountOf(true),
            Completed + CountOf(outcome == CycleOutcome.Completed),
            Recovered + CountOf(outcome == CycleOutcome.Recovered),
            Unwound + CountOf(outcome == CycleOutcome.Unwound),
            Held + CountOf(outcome == CycleOutcome.Held),
            Missed + CountOf(outcome == CycleOutcome.Missed),
            Profitable + CountOf(outcome is CycleOutcome.Completed or CycleOutcome.Recovered && closed.NetInDollars.Sign > 0));
    }
}

/// <summary>Filled at a venue in one calendar month (UTC, months since year 0), in the quote asset.</summary>
public sealed record RecordedVolume(int Month, Venue Venue, Asset Quote, Amount Notional);

/// <summary>Sent to a venue on one day (UTC, days since 1970), in the quote asset, at limit prices.</summary>
public sealed record RecordedSending(long Day, Venue Venue, Asset Quote, Amount Notional);

/// <summary>How often a venue had a part in something.</summary>
public sealed record RecordedCount(Venue Venue, long Count);
