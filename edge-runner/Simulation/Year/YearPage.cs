using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Backtest;
using Arbit.EdgeRunner.Backtest.Report;
using Arbit.Money;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>Simulated days as one page that needs nothing but itself: what the capital did, where it was, and what the workflows came to.</summary>
public static class YearPage
{
    private const int ShownWorkflows = 400;

    private static readonly string[] Shown = ["mode-flip", "rebalance", "transfer", "sweep", "gold-purchase", "gold-sale", "seats"];

    public static string Render(YearReport report)
    {
        var page = new StringBuilder();
        ReportParts.Begin(page, "Arbit, simulated days");
        page.Append("<header><p class=\"banner\">SIMULATED</p><p>Nothing here was traded, moved or earned. The market, the venues and the person are simulated; the program is the real one.</p>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{report.Days} days, seed {report.Seed}</h1><p class=\"when\">{report.Run.EdgeLives} lives of the edge, {report.Run.SlowLives} of the slow side · {report.Run.Workflows} workflows · {report.Run.WallSeconds} s</p></header>");
        ReportParts.Figures(page, Figures(report));
        ReportParts.Section(page, "Capital at the market's true prices", SvgChart.Lines([CurveOf("capital", report.Course, day => day.Capital)], "USD", steps: false));
        ReportParts.Section(page, "Where it was", SvgChart.Lines([.. Places(report).Select(place => CurveOf(place, report.Course, day => day.ByPlace.GetValueOrDefault(place)))], "USD", steps: true));
        ReportParts.Section(page, "What the workflows came to", Outcomes(report));
        ReportParts.Section(page, "Flips, rebalances, transfers, sweeps, gold, seats", Told(report));
        ReportParts.Section(page, "Findings", report.Findings.Count == 0 ? "<p class=\"none\">None.</p>" : $"<ul>{string.Concat(report.Findings.Select(finding => $"<li>{ReportParts.Text(finding)}</li>"))}</ul>");
        page.Append(CultureInfo.InvariantCulture, $"<footer>Decisions {report.DecisionsHash}<br>Simulated. Not a promise.</footer></main></body></html>");
        return page.ToString();
    }

    private static (string Name, string Value)[] Figures(YearReport report) =>
    [
        ("capital at the start", $"{report.Capital.Start} USD"),
        ("capital at the end", $"{report.Capital.End} USD"),
        ("signals", $"{report.Signals.Received}, {report.Signals.Duplicate} twice, {report.Signals.Refused} refused"),
        ("flips", report.Flips.ToString(CultureInfo.InvariantCulture)),
        ("rebalances", report.Rebalances.ToString(CultureInfo.InvariantCulture)),
        ("conversions", report.Conversions.ToString(CultureInfo.InvariantCulture)),
        ("transfers", $"{report.Transfers.Count} for {report.Transfers.Cost} USD"),
        ("a rebalance's transfers", $"{report.Transfers.AverageCostPerRebalance} USD"),
        ("their share of capital a year", report.CostShareOfCapital),
        ("sweeps", report.Sweeps.ToString(CultureInfo.InvariantCulture)),
        ("ledger", report.Ledger.Breaks == 0 ? $"holds, {report.Ledger.Checks} checks" : $"BROKEN {report.Ledger.Breaks}×"),
        ("sent twice", report.SentTwice.ToString(CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<string> Places(YearReport report)
        => report.Course.SelectMany(day => day.ByPlace).Where(place => place.Value.Sign != 0).Select(place => place.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static Curve CurveOf(string name, IReadOnlyList<YearDay> course, Func<YearDay, Amount> of)
    {
        var curve = new Curve(name);
        foreach (var day in course)
            curve.Add((day.At - DateTimeOffset.UnixEpoch).Ticks * 100, (double)of(day).Value.Round(2, Rounding.HalfEven).ToDecimal());
        return curve;
    }

    private static string Outcomes(YearReport report) => ReportParts.Table(
        ["Workflow", "Instances", "Completed", "Failed", "Still running"],
        report.Told.GroupBy(view => view.Workflow, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (string[])
        [
            group.Key,
            Number(group.Count()),
            Number(group.Count(view => view.State == WorkflowState.Completed)),
            Number(group.Count(view => view.State == WorkflowState.Failed)),
            Number(group.Count(view => view.State == WorkflowState.Running)),
        ]),
        numbersFrom: 1);

    /// <summary>What did something, oldest first; what only looked is in the table above.</summary>
    private static string Told(YearReport report)
    {
        var told = report.Told.Where(view => Shown.Contains(view.Workflow, StringComparer.Ordinal) && view.Status is { Done.Count: > 0 }).ToList();
        var table = ReportParts.Table(
            ["Begun", "Workflow", "What became of it", "Steps"],
            told.Take(ShownWorkflows).Select(view => (string[])
            [
                view.BegunAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), view.InstanceId, view.Failure ?? view.Status!.Step, string.Join("; ", view.Status!.Done),
            ]),
            numbersFrom: 4);
        return told.Count > ShownWorkflows ? $"<p>The first {ShownWorkflows} of {told.Count}.</p>{table}" : table;
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
