using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Measures;
using Arbit.EdgeRunner.Run;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Backtest.Report;

/// <summary>A back-test as one page that needs nothing but itself: charts, tables, and everything that was assumed.</summary>
public static class BacktestReport
{
    private const int ShownCycles = 300;
    private const int ShownEdges = 8;
    private const int Bins = 16;

    private static readonly double[] Steps = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1_000, 10_000, 1_000_000_000];

    public static string Html(BacktestOutcome outcome)
    {
        var result = outcome.Result;
        var page = new StringBuilder();
        ReportParts.Begin(page, "Arbit back-test");
        page.Append("<header><p class=\"banner\">BACK-TEST ON PAPER FILLS</p><p>Nothing here was traded. Every fill is simulated against captured books; what it earned promises nothing.</p>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{ReportParts.Text(string.Join(", ", result.Captures.Select(capture => capture.Path)))}</h1><p class=\"when\">{ReportParts.Text(result.From)} to {ReportParts.Text(result.To)} · {result.Frames.ToString("N0", CultureInfo.InvariantCulture)} frames · {result.Seconds} s</p></header>");
        Figures(page, result);
        ReportParts.Section(page, "Realised against expected", SvgChart.Lines([outcome.Watch.Realised, outcome.Watch.Expected], "USD", steps: true));
        ReportParts.Section(page, "Capital at the prices of the moment", SvgChart.Lines([outcome.Watch.Capital], "USD", steps: false));
        ReportParts.Section(page, "Net edge after fees, best of each", SvgChart.Lines(BestEdges(outcome), "bps", steps: false));
        ReportParts.Section(page, "Slippage of the planned legs, in bps (right is worse)", SvgChart.Bars(Histogram(outcome.Watch.Cycles)));
        ReportParts.Section(page, "From expected to realised", Breakdown(result.Pnl));
        ReportParts.Section(page, "Legs", Legs(result));
        ReportParts.Section(page, "Refusals", Refusals(outcome));
        ReportParts.Section(page, "Cycles", Cycles(outcome.Watch.Cycles));
        ReportParts.Section(page, "Venues", Venues(result));
        ReportParts.Section(page, "Assumptions", $"<ul>{string.Concat(result.Assumptions.Select(assumption => $"<li>{ReportParts.Text(assumption)}</li>"))}</ul>");
        page.Append(CultureInfo.InvariantCulture, $"<footer>Decisions {result.DecisionsHash}<br>Simulated. Paper fills. Not a promise.</footer></main></body></html>");
        return page.ToString();
    }

    private static void Figures(StringBuilder page, BacktestResult result)
    {
        (string Name, string Value)[] figures =
        [
            ("realised", $"{Cents(result.Pnl.Realised)} USD"),
            ("expected", $"{Cents(result.Pnl.Expected)} USD"),
            ("fees paid", $"{Cents(result.Pnl.Fees)} USD"),
            ("win rate", result.Cycles.WinRate is { } rate ? rate.ToString("P1", CultureInfo.InvariantCulture) : "–"),
            ("cycles", result.Cycles.Attempted.ToString(CultureInfo.InvariantCulture)),
            ("unwound", result.Cycles.Unwound.ToString(CultureInfo.InvariantCulture)),
            ("opportunities", $"{result.Opportunities.Taken} of {result.Opportunities.Seen} taken"),
            ("ledger", result.Ledger.Breaks == 0 ? "holds" : $"BROKEN {result.Ledger.Breaks}×"),
            ("trading at the end", result.Trading.Reason.Length == 0 ? result.Trading.State : $"{result.Trading.State}: {result.Trading.Reason}"),
        ];
        ReportParts.Figures(page, figures);
    }

    private static List<Curve> BestEdges(BacktestOutcome outcome)
        => outcome.Watch.Edges.Where(curve => curve.Points.Count > 0).OrderByDescending(curve => curve.Points.Max(point => point.Value)).Take(ShownEdges).ToList();

    private static List<(string Name, long Count)> Histogram(IReadOnlyList<MeasuredCycle> cycles)
    {
        var slippages = cycles.SelectMany(cycle => cycle.Cycle.Orders).Select(LegMeasure.SlippageOf).OfType<Bps>().Select(bps => (double)bps.Value.ToDecimal()).ToList();
        if (slippages.Count == 0)
            return [];
        var width = Steps.First(step => (slippages.Max() - slippages.Min()) / step < Bins);
        var low = Math.Floor(slippages.Min() / width) * width;
        var high = (Math.Floor(slippages.Max() / width) + 1) * width;
        var bars = new long[(int)Math.Round((high - low) / width)];
        foreach (var slippage in slippages)
            bars[Math.Min((int)((slippage - low) / width), bars.Length - 1)]++;
        return bars.Select((count, i) => ((low + (i * width)).ToString("0.##", CultureInfo.InvariantCulture), count)).ToList();
    }

    private static string Breakdown(PnlView pnl)
    {
        (string Name, string Value)[] rows =
        [
            ("expected, after fees", pnl.Expected), ("− slippage", pnl.Slippage), ("− fees over the schedule's", pnl.FeeDifference), ("− recovery", pnl.Recovery), ("− not filled", pnl.Unfilled),
            ("− held as residual", pnl.Held), ("− basis between dollars", pnl.Basis), ("− rounding", pnl.Rounding), ("= realised, after fees", pnl.Realised),
        ];
        return ReportParts.Table(["", "USD"], rows.Select(row => (string[])[row.Name, row.Value]), numbersFrom: 1)
            + $"<p>Change by asset: {ReportParts.Text(pnl.ByAsset.Count == 0 ? "none" : string.Join(", ", pnl.ByAsset.Select(change => $"{change.Value} {change.Key}")))}</p>";
    }

    private static string Legs(BacktestResult result) => ReportParts.Table(
        ["Venue", "Pair", "Orders", "Recovery", "Filled", "Expected", "Realised", "Slippage bps", "p50 ms", "p99 ms"],
        result.Legs.Select(leg => (string[])
        [
            leg.Venue, leg.Symbol, Number(leg.Orders), Number(leg.RecoveryOrders), leg.FillRate?.ToString("P1", CultureInfo.InvariantCulture) ?? "–", leg.ExpectedNotional, leg.RealisedNotional,
            leg.SlippageBps?.ToString(CultureInfo.InvariantCulture) ?? "–", Milliseconds(leg.LatencyMs.P50), Milliseconds(leg.LatencyMs.P99),
        ]),
        numbersFrom: 2);

    private static string Refusals(BacktestOutcome outcome) => ReportParts.Table(
        ["Reason", "Why", "Count"],
        outcome.Watch.Refused.OrderByDescending(refused => refused.Value).Select(refused => (string[])[refused.Key.ToString(), RefusalSentence.Of(refused.Key), Number(refused.Value)]),
        numbersFrom: 2);

    private static string Cycles(IReadOnlyList<MeasuredCycle> cycles)
    {
        var table = ReportParts.Table(
            ["Opened", "Route", "Outcome", "Expected", "Realised", "Slippage", "Recovery", "Legs filled"],
            cycles.TakeLast(ShownCycles).Select(measured => (string[])
            [
                DateTimeOffset.UnixEpoch.AddTicks(measured.Cycle.OpenedAt / 100).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
                measured.Cycle.Route,
                measured.Cycle.Outcome.ToString(),
                $"{Cents(measured.InStart.Expected.ToString())} {measured.Cycle.Start}",
                Cents(measured.InStart.Realised.ToString()),
                Cents(measured.InStart.Slippage.ToString()),
                Cents(measured.InStart.Recovery.ToString()),
                $"{measured.Cycle.Orders.Count(order => order.Purpose == OrderPurpose.Entry && !order.Filled.IsZero)} of {measured.Cycle.Plan.Count}",
            ]),
            numbersFrom: 3);
        return cycles.Count > ShownCycles ? $"<p>The last {ShownCycles} of {cycles.Count}.</p>{table}" : table;
    }

    private static string Venues(BacktestResult result) => ReportParts.Table(
        ["Venue", "Frames", "Malformed", "Breaks", "Instruments", "Books proven"],
        result.Venues.Select(venue => (string[])[venue.Venue, Number(venue.Frames), Number(venue.Malformed), Number(venue.Breaks), Number(venue.Instruments), venue.UptimeShare.ToString("P1", CultureInfo.InvariantCulture)]),
        numbersFrom: 1);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    private static string Cents(string amount) => Exact.Parse(amount).Round(4, Rounding.HalfEven).ToString();
}
