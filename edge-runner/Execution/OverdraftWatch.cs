using Arbit.EdgeRunner.Execution.Residuals;
using Arbit.EdgeRunner.Risk;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// Restrains trading while the ledger knows of less than nothing somewhere: an answer that would explain it is missing. Where none
/// comes it is no delay but a fault, and a person has to look.
/// </summary>
public sealed class OverdraftWatch(TradeBook book)
{
    private const string Reason = "more has left a venue than is known to have been there";
    private const long HealsWithin = 60_000_000_000;

    /// <summary>What has to change about trading now; null for nothing.</summary>
    public TradingChange? Restraint(long now)
    {
        var isOurs = book.Trading == TradingState.ReduceOnly && book.TradingReason == Reason;
        if (book.Ledger.Overdrawn is not { } overdrawn)
            return isOurs ? new TradingChange(TradingState.Active, "", "") : null;
        if (isOurs && now - book.TradingSince > HealsWithin)
            return new TradingChange(TradingState.Halted, $"{Reason}: {overdrawn.Total} {overdrawn.Asset} at {overdrawn.Place}", "compare balances with the venue, then resume");
        return book.Trading == TradingState.Active ? new TradingChange(TradingState.ReduceOnly, Reason, "by itself, when the missing answer is there") : null;
    }
}
