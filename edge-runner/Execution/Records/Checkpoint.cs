using Arbit.EdgeRunner.Risk;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Records;

/// <summary>
/// Where a segment of the intent log begins: balances as they stood, totals, and the records of whatever was still open, whose
/// fills those balances already hold.
/// </summary>
public sealed record Checkpoint(
    IReadOnlyList<RecordedBalance> Balances,
    IReadOnlyList<RecordedBalance> Residuals,
    Totals Totals,
    TradingState Trading,
    string TradingReason,
    string TradingResumes,
    IReadOnlyList<JournalRecord> Open);

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
}
