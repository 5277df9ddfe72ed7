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
            _curve.Add(new PnlPoint { Time = DateTimeOffset.UnixEpoch.AddTicks(point.Time / 100), Net = Shorten(point.CumulativeNetUsd) });
    }

    public void Add(CycleRow row)
    {
        _session += row.NetUsd;
        _fees += row.FeesUsd;
        _curve.Add(new PnlPoint { Time = DateTimeOffset.UnixEpoch.AddTicks(row.Closed / 100), Net = Shorten(_before + _session) });
        if (_curve.Count > MaxPoints)
            _curve.RemoveAt(0);
    }

    public PnlView View(Totals totals)
    {
        var promised = totals.ExpectedInDollars - _promisedBefore;
        return new PnlView
        {
            NetRealised = Shorten(totals.NetInDollars),
            SessionNet = Shorten(_session),
            Expected = Shorten(promised),
            Fees = Shorten(_fees),
            Slippage = Shorten(promised - _session),
            WinRate = totals.Attempted == 0 ? null : (double)totals.Profitable / totals.Attempted,
            Attempted = totals.Attempted,
            Completed = totals.Completed,
            Unwound = totals.Unwound,
            Recovered = totals.Recovered,
            Curve = _curve.ToList(),
        };
    }

    private static decimal Shorten(Amount amount) => amount.Value.Round(12, Rounding.HalfEven).ToDecimal();
}
