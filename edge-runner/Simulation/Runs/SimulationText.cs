using System.Globalization;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>A report for a person's eyes.</summary>
public static class SimulationText
{
    public static IEnumerable<string> Lines(SimulationReport report)
    {
        var hours = report.SimulatedSeconds / 3600;
        yield return Line($"seed            {report.Seed}: {hours:0.##} simulated hours in {report.Run.Episodes} episodes and {report.Run.Lives} lives, {report.Run.WallSeconds:0.#} s on {report.Run.Cores} cores");
        yield return Line($"opportunities   {report.Opportunities.Planted} paid of {report.Opportunities.Dislocations} dislocations, {report.Opportunities.Found} found, {report.Opportunities.Taken} taken, {report.Opportunities.False} false, {report.Opportunities.Barred} refused over a closed wallet");
        yield return Line($"cycles          {report.Cycles.Attempted} attempted: {report.Cycles.Completed} completed, {report.Cycles.Recovered} recovered, {report.Cycles.Unwound} unwound, {report.Cycles.Held} held, {report.Cycles.Missed} missed, {report.Cycles.Forgotten} forgotten");
        yield return Line($"orders          {report.Orders.Sent} sent, {report.Orders.Duplicates} twice, {report.Orders.UnknownResolved} unknown and resolved");
        yield return Line($"residual        {report.Residual.MaxNotional} USD at most, {report.Residual.MaxSeconds:0.00} s at longest; at the end {report.Residual.AtEnd} USD open, {report.Residual.DustAtEnd} USD dust");
        yield return Line($"ledger          {report.Ledger.Checks} checks, {report.Ledger.Breaks} breaks");
        yield return Line($"pnl             expected {report.Pnl.Expected}, realised {report.Pnl.Realised}; fees {report.Pnl.Fees}, slippage {report.Pnl.Slippage}, recovery {report.Pnl.Recovery} USD");
        yield return Line($"faults          {string.Join(", ", report.Faults.Where(fault => fault.Value > 0).Select(fault => $"{fault.Value} {fault.Key}"))}");
        yield return Line($"halts           {report.Run.Halts}, each resumed by a person; {report.Run.Failures} exceptions out of the bot or cycles over a closed wallet");
        yield return Line($"decisions       {report.DecisionsHash}");
        foreach (var finding in report.Findings)
            yield return Line($"finding         {finding}");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
