using System.Globalization;
using System.Net;
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
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        page.Append("<title>Arbit back-test</title><style>").Append(ReportStyle.Css).Append("</style></head><body><main>");
        page.Append("<header><p class=\"banner\">BACK-TEST ON PAPER FILLS</p><p>Nothing here was traded. Every fill is simulated against captured books; what it earned promises nothing.</p>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Text(string.Join(", ", result.Captures.Select(capture => capture.Path)))}</h1><p class=\"when\">{Text(result.From)} to {Text(result.To)} · {result.Frames.ToString("N0", CultureInfo.InvariantCulture)} frames · {result.Seconds} s</p></header>");
        Figures(page, result);
        Section(page, "Realised against expected", SvgChart.Lines([outcome.Watch.Realised, outcome.Watch.Expected], "USD", steps: true));
        Section(page, "Capital at the prices of the moment", SvgChart.Lines([outcome.Watch.Capital], "USD", steps: false));
        Section(page, "Net edge after fees, best of each", SvgChart.Lines(BestEdges(outcome), "bps", steps: false));
        Section(page, "Slippage of the planned legs, in bps (right is worse)", SvgChart.Bars(Histogram(outcome.Watch.Cycles)));
        Section(page, "From expected to realised", Breakdown(result.Pnl));
        Section(page, "Legs", Legs(result));
        Section(page, "Refusals", Refusals(outcome));
        Section(page, "Cycles", Cycles(outcome.Watch.Cycles));
        Section(page, "Venues", Venues(result));
        Section(page, "Assumptions", $"<ul>{string.Concat(result.Assumptions.Select(assumption => $"<li>{Text(assumption)}</li>"))}</ul>");
        page.Append(CultureInfo.InvariantCulture, $"<footer>Decisions {result.DecisionsHash}<br>Simulated. Paper fills. Not a promise.</footer></main></body></html>");
        return page.ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Section(StringBuilder page, string title, string content)
        => page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(title)}</h2>{content}</section>");

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
        page.Append("<dl class=\"figures\">");
        foreach (var (name, value) in figures)
            page.Append(CultureInfo.InvariantCulture, $"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");
        page.Append("</dl>");
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
        return Table(["", "USD"], rows.Select(row => (string[])[row.Name, row.Value]), numbersFrom: 1)
            + $"<p>Change by asset: {Text(pnl.ByAsset.Count == 0 ? "none" : string.Join(", ", pnl.ByAsset.Select(change => $"{change.Value} {change.Key}")))}</p>";
    }

    private static string Legs(BacktestResult result) => Table(
        ["Venue", "Pair", "Orders", "Recovery", "Filled", "Expected", "Realised", "Slippage bps", "p50 ms", "p99 ms"],
        result.Legs.Select(leg => (string[])
        [
            leg.Venue, leg.Symbol, Number(leg.Orders), Number(leg.RecoveryOrders), leg.FillRate?.ToString("P1", CultureInfo.InvariantCulture) ?? "–", leg.ExpectedNotional, leg.RealisedNotional,
            leg.SlippageBps?.ToString(CultureInfo.InvariantCulture) ?? "–", Milliseconds(leg.LatencyMs.P50), Milliseconds(leg.LatencyMs.P99),
        ]),
        numbersFrom: 2);

    private static string Refusals(BacktestOutcome outcome) => Table(
        ["Reason", "Why", "Count"],
        outcome.Watch.Refused.OrderByDescending(refused => refused.Value).Select(refused => (string[])[refused.Key.ToString(), RefusalSentence.Of(refused.Key), Number(refused.Value)]),
        numbersFrom: 2);

    private static string Cycles(IReadOnlyList<MeasuredCycle> cycles)
    {
        var table = Table(
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

    private static string Venues(BacktestResult result) => Table(
        ["Venue", "Frames", "Malformed", "Breaks", "Instruments", "Books proven"],
        result.Venues.Select(venue => (string[])[venue.Venue, Number(venue.Frames), Number(venue.Malformed), Number(venue.Breaks), Number(venue.Instruments), venue.UptimeShare.ToString("P1", CultureInfo.InvariantCulture)]),
        numbersFrom: 1);

    private static string Table(string[] heads, IEnumerable<string[]> rows, int numbersFrom)
    {
        var table = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        for (var i = 0; i < heads.Length; i++)
            table.Append(CultureInfo.InvariantCulture, $"<th{(i >= numbersFrom ? " class=\"n\"" : "")}>{Text(heads[i])}</th>");
        table.Append("</tr></thead><tbody>");
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            table.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
                table.Append(CultureInfo.InvariantCulture, $"<td{(i >= numbersFrom ? " class=\"n\"" : "")}>{Text(row[i])}</td>");
            table.Append("</tr>");
        }

        return any ? table.Append("</tbody></table></div>").ToString() : "<p class=\"none\">None.</p>";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    private static string Cents(string amount) => Exact.Parse(amount).Round(4, Rounding.HalfEven).ToString();
}
