using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Engine;

/// <summary>From a changed book to a cycle: looks at the paths that the instrument takes part in, and takes the best that pays.</summary>
public sealed class OpportunityTaker(PathGraph graph, int instruments, BookRates rates, Detector detector, Executor executor, RiskControls risk, AuditTrail audit)
{
    private readonly TopWatch _watch = new(instruments, graph.Paths.Count);

    public OpportunityLog Opportunities { get; } = new(graph.Paths.Count);

    /// <summary>Told of each candidate that was taken, or newly refused.</summary>
    public Action<Opportunity>? Began { get; set; }

    public void OnMarket(TradedInstrument traded, long now)
    {
        rates.OnMarket(traded);
        if (!_watch.HasNews(traded, rates.Version))
            return;
        risk.OnTop(traded, now);
        CyclePath? best = null;
        var bestNet = Exact.Zero;
        foreach (var path in graph.Of(traded))
        {
            var verdict = detector.Look(path, now);
            _watch.Note(path, verdict.IsCandidate);
            if (!verdict.IsCandidate)
                continue;
            if (!verdict.IsTaken)
            {
                Note(path, in verdict, now);
                continue;
            }

            // Where several pay: a triangle before a venue pair, for it never needs a transfer; then what earns most.
            var better = best is null
                || (path.Kind == PathKind.Triangular && best.Kind == PathKind.Cross)
                || (path.Kind == best.Kind && NetInDollars(path, in verdict) > bestNet);
            if (better)
                (best, bestNet) = (path, NetInDollars(path, in verdict));
        }

        if (best is not null)
            Take(traded, best, now);
    }

    /// <summary>Of the candidate judged last; whole dollars and cents are enough to tell which is more.</summary>
    private Exact NetInDollars(CyclePath path, in Verdict verdict)
        => rates.InDollars(path.From(verdict.Start)[0].Spends) is { } price
            ? new Exact(detector.Judge.Net, PathLeg.AmountDecimals).Round(12, Rounding.Floor) * price.Value
            : Exact.Zero;

    private void Take(TradedInstrument traded, CyclePath path, long now)
    {
        // Looked at once more, because the judge has looked at others since.
        var verdict = detector.Look(path, now);
        if (!verdict.IsTaken)
            return;
        var opened = executor.TryOpen(path, in verdict, detector.Judge, now);
        Note(path, opened ? verdict : verdict with { Reason = RefusalReason.BalanceReserved }, now);
        if (opened)
            OnMarket(traded, now);
    }

    private void Note(CyclePath path, in Verdict verdict, long now)
    {
        var began = Opportunities.See(path, in verdict, detector.Judge, now);
        if (began is not null)
            Began?.Invoke(began);
        if (began is null || began.Reason == RefusalReason.BelowThreshold)
            return;
        audit.Add(now, began.IsTaken ? "candidate.taken" : "candidate.refused", path.ToString(), $"{began.Reason}, {began.NetBps} bps, {began.Net} {began.Start}");
    }
}
