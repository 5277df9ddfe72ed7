using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal.History;
using Arbit.EdgeRunner.Page.State;
using Arbit.Money;
using PnlPoint = Arbit.EdgeRunner.Page.State.PnlPoint;

namespace Arbit.EdgeRunner.Run;

/// <summary>The curve of realised profit over all runs, and this run's sums.</summary>
public sealed class PnlHistory
{
    private const int MaxPoints = 2_000;

    private readonly List<PnlPoint> _curve = [];
    private readonly Amount _before;
    private readonly Amount _promisedBefore;
    private Amount _session;
    private Amount _fees;

    /// <param name="earlier">What the database holds of earlier runs.</param>
    /// <param name="totals">What the journal came to: the truth where the database is behind.</param>
    public PnlHistory(IReadOnlyList<Journal.History.PnlPoint> earlier, Totals totals)
    {
        _before = totals.NetInDollars;
        _promisedBefore = totals.ExpectedInDollars;
        foreach (var point in earlier)
            _curve.Add(new PnlPoint { Time = UnixNanoseconds.ToTime(point.Time), Net = Shown.Number(point.CumulativeNetUsd.Value) });
    }

    public void Add(CycleRow row)
    {
        _session += row.NetUsd;
        _fees += row.FeesUsd;
        _curve.Add(new PnlPoint { Time = UnixNanoseconds.ToTime(row.Closed), Net = Shown.Number((_before + _session).Value) });
        if (_curve.Count > MaxPoints)
            _curve.RemoveAt(0);
    }

    public PnlView View(Totals totals)
    {
        var promised = totals.ExpectedInDollars - _promisedBefore;
        return new PnlView
        {
            NetRealised = Shown.Number(totals.NetInDollars.Value),
            SessionNet = Shown.Number(_session.Value),
            Expected = Shown.Number(promised.Value),
            Fees = Shown.Number(_fees.Value),
            Slippage = Shown.Number((promised - _session).Value),
            WinRate = totals.Attempted == 0 ? null : (double)totals.Profitable / totals.Attempted,
            Attempted = totals.Attempted,
            Completed = totals.Completed,
            Unwound = totals.Unwound,
            Recovered = totals.Recovered,
            Curve = _curve.ToList(),
        };
    }
}
