using System.Globalization;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>Simulated days for a person's eyes.</summary>
public static class YearText
{
    public static IEnumerable<string> Lines(YearReport report)
    {
        var run = report.Run;
        yield return Line($"seed            {report.Seed}: {report.Days} simulated days, {run.EdgeLives} lives of the edge and {run.SlowLives} of the slow side, {run.WallSeconds:0.#} s");
        yield return Line($"signals         {report.Signals.Received} received, {report.Signals.Duplicate} duplicates, {report.Signals.Refused} refused");
        yield return Line($"modes           {report.Flips} flips");
        yield return Line($"rebalances      {report.Rebalances}; {report.Conversions} conversions");
        yield return Line($"transfers       {report.Transfers.Count} for {report.Transfers.Cost} USD, {report.Transfers.AverageCostPerRebalance} USD a rebalance, {report.CostShareOfCapital} of the capital a year; {run.Returned} returned by venues");
        yield return Line($"sweeps          {report.Sweeps}; {run.GoldWithdrawals} withdrawals of gold for {run.GoldCost} USD");
        yield return Line($"questions       {run.Approved} approved, {run.Refused} refused");
        yield return Line($"ledger          {report.Ledger.Checks} checks, {report.Ledger.Breaks} breaks");
        yield return Line($"sent twice      {report.SentTwice}, of {run.Orders} orders and all withdrawals; {run.Workflows} workflows, {run.Failures} failed or put aside");
        yield return Line($"capital         {report.Capital.Start} USD at the start, {report.Capital.End} at the end: {string.Join(", ", report.Capital.ByPlace.Select(place => $"{place.Value} {place.Key}"))}");
        yield return Line($"decisions       {report.DecisionsHash}");
        foreach (var finding in report.Findings)
            yield return Line($"finding         {finding}");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
