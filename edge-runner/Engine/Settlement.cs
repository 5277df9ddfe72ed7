using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Treasury;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Sees to it that what is open is known and under way to its end before anything is traded: at a run's start, whenever the lease
/// comes back, and where the journal is lost. Until then everything is watched and nothing sent.
/// </summary>
public sealed class Settlement : IStopSource
{
    private readonly Executor _executor;
    private readonly Reconciler _reconciler;
    private readonly Adopter _adopter;
    private readonly Treasurer _treasurer;
    private readonly LeaseGate _gate;
    private readonly IExecutionLog _log;
    private readonly AuditTrail _audit;
    private bool _mayChase;

    /// <param name="executor">Whose orders are settled.</param>
    /// <param name="reconciler">Compares with the venues from then on.</param>
    /// <param name="adopter">Asks the venues where there is no journal.</param>
    /// <param name="treasurer">What waited for it.</param>
    /// <param name="gate">Open while the lease is held, and from the beginning where there is none.</param>
    /// <param name="log">Told that a run begins.</param>
    /// <param name="audit">Where each change of the lease is told.</param>
    public Settlement(Executor executor, Reconciler reconciler, Adopter adopter, Treasurer treasurer, LeaseGate gate, IExecutionLog log, AuditTrail audit)
    {
        (_executor, _reconciler, _adopter, _treasurer, _gate, _log, _audit) = (executor, reconciler, adopter, treasurer, gate, log, audit);
        _mayChase = gate.IsOpen;
    }

    private TradeBook Book => _executor.Book;

    /// <summary>A run begins. Without the lease it is settled when that is got.</summary>
    public void Begin(long now)
    {
        if (_executor.HoldsLease)
            Settle(now);
    }

    /// <summary>
    /// Without the lease everything is watched and nothing sent. When it is got, what is open is settled first, an earlier run's as
    /// this one's that was caught in the middle; the epoch that it came with numbers every order from then on (lesson L35).
    /// </summary>
    public void OnLease(LeaseChange change, long now)
    {
        var held = _executor.HoldsLease;
        _audit.Add(now, "lease", change.Standing.ToString(), $"epoch {change.Epoch}, held by {(change.Holder.Length == 0 ? "nobody known" : change.Holder)}");
        _gate.IsOpen = change.Standing == LeaseStanding.Held;
        _executor.HoldsLease = change.Standing is LeaseStanding.Held or LeaseStanding.Expiring;
        if (!_executor.HoldsLease)
        {
            _adopter.Interrupt(now);
            return;
        }

        _executor.Fence(change.Epoch);
        if (!held)
            Settle(now);
    }

    /// <summary>What a venue has told of its account: adopted where nothing is known, compared otherwise.</summary>
    public void OnAccount(AccountReport report, long now)
    {
        if (!Book.IsUnsettled)
            _reconciler.OnReport(report, now);
        else if (_adopter.TryAdopt(report, now))
            Settle(now);
    }

    public void OnTimer(long now)
    {
        if (Book.IsUnsettled)
        {
            _adopter.OnTimer(now);
        }
        else if (_mayChase)
        {
            _executor.OnTimer(now);
            _reconciler.OnTimer(now);
        }
    }

    public IEnumerable<Stop> StopsAt(long now)
    {
        if (Book.IsUnsettled)
            yield return new Stop(StopScope.Everything, "all trading", _adopter.Waiting, _adopter.Since, _adopter.WayOut);
    }

    /// <summary>What is open is known before anything is traded: from the journal, or where there was none, from the venues.</summary>
    private void Settle(long now)
    {
        if (Book.IsUnsettled)
        {
            _adopter.Begin(now);
            return;
        }

        _mayChase = true;
        _log.Began(_executor.Epoch, Book);
        _executor.Settle(now);
        _reconciler.Begin(now);
        _treasurer.OnSettled(now);
    }
}
