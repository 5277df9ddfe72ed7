using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.Messages.Commands;
using Arbit.Money;

namespace Arbit.EdgeRunner.Engine;

/// <summary>Who stops all trading, and who lets it go on: a person, the kill switch, the stop-PnL. A person's wish is the stronger.</summary>
/// <param name="executor">Whose trading is restrained.</param>
/// <param name="reconciler">What a person who resumes has looked at.</param>
/// <param name="risk">What the day's and the run's net are judged by.</param>
/// <param name="capital">Everything but the cold wallet, in dollars.</param>
/// <param name="log">Where a day's capital is kept.</param>
/// <param name="audit">Where each command is told.</param>
public sealed class TradingRestraints(Executor executor, Reconciler reconciler, RiskControls risk, Func<Amount> capital, IExecutionLog log, AuditTrail audit) : IStopSource
{
    private const string ByAPerson = "when a person resumes";

    private bool _stopping;

    private TradeBook Book => executor.Book;

    /// <summary>The slow side's wish goes by the same way as the page's buttons.</summary>
    public void Obey(RestrainTrading asked, long now) => Obey(
        new EngineCommand(
            asked.Restraint switch
            {
                Restraint.Halt => EngineAction.Halt,
                Restraint.Pause => EngineAction.Pause,
                _ => EngineAction.Resume,
            },
            asked.Reason),
        now);

    /// <summary>What has to do with stopping and going on; a start is told of, and the settlement's to do.</summary>
    public void Obey(EngineCommand command, long now)
    {
        // Halting comes before telling of it: nothing that listens stands in its way (lesson L28).
        if (command.Action == EngineAction.Halt)
            executor.Restrain(TradingState.Halted, command.Reason, ByAPerson, now);
        audit.Add(now, "command", command.Action.ToString(), command.Reason);
        switch (command.Action)
        {
            // Halted is the stronger wish: only a person's resuming ends it.
            case EngineAction.Pause when Book.Trading != TradingState.Halted:
                executor.Restrain(TradingState.ReduceOnly, command.Reason, ByAPerson, now);
                break;
            case EngineAction.Resume when !_stopping:
                reconciler.Acknowledge(now);
                executor.Restrain(TradingState.Active, "", "", now);
                break;
            case EngineAction.Stop:
                _stopping = true;
                executor.Stop();
                break;
        }
    }

    /// <summary>A cycle has ended, and is in the book's totals.</summary>
    public void OnCycleEnded(long now)
    {
        if (Book.Risk.DayCapital is null)
        {
            var began = new DayBegan(now, capital());
            log.Append(began);
            Book.Apply(began);
        }

        if (risk.KillSwitch.Judge(Book.Risk) is { } sentence)
            executor.Restrain(TradingState.Halted, sentence, ByAPerson, now);
        JudgeStopPnl(now);
    }

    /// <summary>Stops where the net is under its limit; starts from zero when the wait is over. A person's pause or halt is the stronger.</summary>
    public void JudgeStopPnl(long now)
    {
        if (Book.Trading == TradingState.Active && risk.StopPnl.IsUnder(Book.Risk))
            executor.Restrain(TradingState.ReduceOnly, StopPnl.Reason, risk.StopPnl.Resumes, now);
        else if (Book.Trading == TradingState.ReduceOnly && Book.TradingReason == StopPnl.Reason && risk.StopPnl.IsOver(Book.TradingSince, now))
            executor.Restrain(TradingState.Active, "", "", now);
    }

    public IEnumerable<Stop> StopsAt(long now)
    {
        if (Book.Trading != TradingState.Active)
            yield return new Stop(StopScope.Everything, Book.Trading == TradingState.Halted ? "all trading" : "new cycles", Book.TradingReason, Book.TradingSince, Book.TradingResumes);
    }
}
