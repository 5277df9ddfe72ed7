using System.CommandLine;
using Arbit.EdgeRunner.Backtest;
using Arbit.EdgeRunner.Backtest.Report;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal.Recording;
using Arbit.Money;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Commands;

/// <summary>backtest CAPTURE…: the whole bot over captured streams, on paper fills, with its assumptions.</summary>
public static class BacktestCommand
{
    public static Command Create()
    {
        var captures = new Argument<string[]>("CAPTURE") { Description = "a folder with VENUE.jsonl[.gz] (and VENUE.recv_ts_ns.txt, VENUE.rest_snapshots, VENUE.instruments.json), or one made by run --record", Arity = ArgumentArity.OneOrMore };
        var latency = new Option<int?>("--latency-ms") { Description = "from a decision to the order's arrival (default: Paper:LatencyMs)" };
        var spread = new Option<int?>("--latency-spread-ms") { Description = "up to so much more, by chance (default: Paper:LatencySpreadMs)" };
        var seed = new Option<int?>("--seed") { Description = "of that chance (default: Paper:Seed)" };
        var balance = new Option<string[]>("--balance") { Description = "an opening balance, as ASSET=AMOUNT, at every venue that trades it; may be given again" };
        var set = new Option<string[]>("--set") { Description = "any setting, as Name=Value (NetThresholdBps:Cross=20); may be given again" };
        var report = new Option<string?>("--report") { Description = "write a report with charts into this HTML file" };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var command = new Command("backtest", "Run the whole bot over captures: what it would have decided, filled and earned") { captures, latency, spread, seed, balance, set, report, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(captures)!,
            Settings(parsed.GetValue(set) ?? [], parsed.GetValue(latency), parsed.GetValue(spread), parsed.GetValue(seed)),
            parsed.GetValue(balance) ?? [],
            parsed.GetValue(report),
            parsed.GetValue(json)));
        return command;
    }

    private static Func<ArbitOptions> Settings(string[] set, int? latency, int? spread, int? seed) => () =>
    {
        var options = SettingsReader.Read(SettingsOverrides.None with { Set = set }).Options;
        options.Paper.LatencyMs = latency ?? options.Paper.LatencyMs;
        options.Paper.LatencySpreadMs = spread ?? options.Paper.LatencySpreadMs;
        options.Paper.Seed = seed ?? options.Paper.Seed;
        return options;
    };

    private static int Run(string[] captures, Func<ArbitOptions> settings, string[] balances, string? report, bool json)
    {
        var opening = new Dictionary<Asset, Amount>();
        foreach (var balance in balances)
        {
            if (!TryRead(balance, out var asset, out var amount))
                return Output.Fail($"--balance {balance} is none; it is ASSET=AMOUNT, such as BTC=0.5");
            opening[asset] = amount;
        }

        try
        {
            var outcome = BacktestRun.Run(new BacktestOptions(captures, settings(), opening));
            if (report is not null)
                WriteReport(report, outcome);
            if (json)
                Output.WriteJson(outcome.Result);
            else
                Print(outcome.Result);
            return 0;
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with: {string.Join("; ", e.Problems)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or SessionFormatException)
        {
            return Output.Fail($"no back-test: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void WriteReport(string path, BacktestOutcome outcome)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path, BacktestReport.Html(outcome));
    }

    private static bool TryRead(string text, out Asset asset, out Amount amount)
    {
        (asset, amount) = (default, default);
        var parts = text.Split('=', 2);
        if (parts.Length < 2 || !Asset.IsCode(parts[0]) || !Exact.TryParse(parts[1], out var value) || value.Sign < 0 || value.Decimals > 18 || value > new Exact(1_000_000_000_000, 0))
            return false;
        (asset, amount) = (new Asset(parts[0]), Amount.From(value));
        return true;
    }

    private static void Print(BacktestResult result)
    {
        Console.WriteLine("BACK-TEST on paper fills: simulated, no promise of anything");
        Console.WriteLine($"{result.From} to {result.To}, {result.Frames:N0} frames in {result.Seconds} s of {string.Join(", ", result.Captures.Select(capture => capture.Path))}");
        foreach (var venue in result.Venues)
            Console.WriteLine($"  {venue.Venue,-8} {venue.Frames,10:N0} frames, {venue.Malformed} malformed, {venue.Instruments} instruments, {venue.Breaks} breaks, books proven {venue.UptimeShare:P1} of the time");
        Console.WriteLine($"opportunities: {result.Opportunities.Seen} seen, {result.Opportunities.Taken} taken{string.Concat(result.Opportunities.Refused.Select(refused => $", {refused.Key} {refused.Value}"))}");
        var cycles = result.Cycles;
        Console.WriteLine($"cycles: {cycles.Attempted} attempted, {cycles.Completed} completed, {cycles.Recovered} recovered, {cycles.Unwound} unwound, {cycles.Held} held, {cycles.Missed} missed, {cycles.Open} open; win rate {cycles.WinRate?.ToString("P1") ?? "-"}");
        var pnl = result.Pnl;
        Console.WriteLine($"net: {pnl.Realised} USD realised of {pnl.Expected} expected: slippage {pnl.Slippage}, fee difference {pnl.FeeDifference}, recovery {pnl.Recovery}, unfilled {pnl.Unfilled}, held {pnl.Held}, basis {pnl.Basis}, rounding {pnl.Rounding}; fees paid {pnl.Fees}");
        foreach (var leg in result.Legs)
            Console.WriteLine($"  {leg.Venue,-8} {leg.Symbol,-12} {leg.Orders} orders, filled {leg.FillRate:P1}, slippage {leg.SlippageBps?.ToString() ?? "-"} bps, signal to confirmation {leg.LatencyMs.P50:0.0} ms (p99 {leg.LatencyMs.P99:0.0})");
        Console.WriteLine($"capital: {result.Capital.Start} USD at the first prices, {result.Capital.End} at the last; ledger {result.Ledger.Checks} checks, {result.Ledger.Breaks} breaks; trading {result.Trading.State}{(result.Trading.Reason.Length > 0 ? $": {result.Trading.Reason}" : "")}");
        Console.WriteLine($"decisions {result.DecisionsHash}");
        Console.WriteLine("assumed:");
        foreach (var assumption in result.Assumptions)
            Console.WriteLine($"  - {assumption}");
    }
}
