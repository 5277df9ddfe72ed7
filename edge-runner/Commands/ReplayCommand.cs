using System.CommandLine;
using System.Text.Json;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal.Recording;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Venues;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Commands;

/// <summary>replay CAPTURE --venue V: what a captured stream's books come to, and how far they are proven.</summary>
public static class ReplayCommand
{
    public static Command Create()
    {
        var capture = new Argument<string>("CAPTURE") { Description = "a captured stream (.jsonl, .jsonl.gz), or a folder made by run --record" };
        var venue = new Option<string?>("--venue") { Description = $"whose wire format it is: {VenueCatalog.Names}" };
        var snapshots = new Option<string?>("--snapshots") { Description = "folder of REST snapshots, named by venue symbol (default: CAPTURE's sibling NAME.rest_snapshots)" };
        var instruments = new Option<string?>("--instruments") { Description = "the venue's instrument list" };
        var depth = new Option<int>("--depth") { Description = "levels a side, where no acknowledgement in the capture tells" };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var command = new Command("replay", "Feed a capture, or a recorded session, through what live uses") { capture, venue, snapshots, instruments, depth, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(capture)!,
            parsed.GetValue(venue),
            parsed.GetValue(snapshots),
            parsed.GetValue(instruments),
            parsed.GetValue(depth),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(string path, string? venueName, string? snapshots, string? instruments, int depth, bool json)
    {
        if (Directory.Exists(path))
            return RunSession(path, json);
        if (venueName is null || VenueCatalog.Find(venueName) is not { } venue)
            return Output.Fail($"--venue must be one of {VenueCatalog.Names}");
        try
        {
            var replay = new CaptureReplay(venue, Capture.Open(path), snapshots ?? SnapshotFolder.BesideCapture(path), instruments, depth);
            var report = replay.Run();
            if (json)
                Output.WriteJson(report);
            else
                Print(report);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException
            or KeyNotFoundException or InvalidOperationException or NotSupportedException)
        {
            return Output.Fail($"{path} cannot be replayed: {e.Message}");
        }
    }

    private static int RunSession(string folder, bool json)
    {
        try
        {
            var report = SessionReplay.Run(folder);
            if (json)
                Output.WriteJson(report);
            else
                Print(report);
            return report.Matches == false ? 1 : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or SessionFormatException or InvalidSettingsException)
        {
            return Output.Fail($"{folder} cannot be replayed: {e.Message}");
        }
    }

    private static void Print(SessionReplayReport report)
    {
        Console.WriteLine($"{report.Events:N0} events, {report.Decisions:N0} decisions, {report.Cycles} cycles, net {report.NetInDollars} USD (simulated); ledger {(report.LedgerHolds ? "holds" : "DOES NOT HOLD")}");
        Console.WriteLine($"audit {report.AuditHash}");
        Console.WriteLine(report.Matches switch
        {
            true => "the same as the live run's",
            false => $"NOT the live run's: {report.RecordedHash}",
            null => "the recording did not end cleanly, so there is no live hash to compare with",
        });
    }

    private static void Print(ReplayReport report)
    {
        Console.WriteLine($"{report.Venue}: {report.Frames} frames, {report.Ignored} ignored, {report.Malformed} malformed; warm: {report.FramesPerSecond:N0} frames/s, {report.BytesAllocatedPerFrame} bytes a frame");
        foreach (var row in report.Instruments)
        {
            Console.WriteLine($"  {row.VenueSymbol,-14} {row.State,-8} {row.Reason,-16} updates {row.BookUpdates}, trades {row.Trades}, quotes {row.Quotes}, gaps {row.Gaps}"
                + $", checksums {row.Checksums.Checked} ({row.Checksums.Failed} failed), quote checks {row.QuoteChecks.Checked} ({row.QuoteChecks.Different} different)"
                + $", best {Best(row.Bids)} / {Best(row.Asks)}");
        }
    }

    private static string Best(IReadOnlyList<string[]> levels) => levels.Count == 0 ? "-" : $"{levels[0][0]} × {levels[0][1]}";
}
