using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Arbit.EdgeRunner.Bench;
using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Commands;

/// <summary>bench wire CAPTURE: how fast the way from wire to decision is, beside what the framework's readers need for the bytes alone.</summary>
public static class BenchCommand
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var capture = new Argument<string>("CAPTURE") { Description = "a captured stream (.jsonl, .jsonl.gz)" };
        var venue = new Option<string>("--venue") { Description = $"whose wire format it is: {VenueCatalog.Names}", Required = true };
        var snapshots = new Option<string?>("--snapshots") { Description = "folder of REST snapshots (default: CAPTURE's sibling NAME.rest_snapshots)" };
        var passes = new Option<int>("--passes") { Description = "timed passes, of which the median is told", DefaultValueFactory = _ => 9 };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var wire = new Command("wire", "Wire to book to detection, frames a second and bytes a frame") { capture, venue, snapshots, passes, json };
        wire.SetAction(parsed => Run(
            parsed.GetValue(capture)!,
            parsed.GetValue(venue)!,
            parsed.GetValue(snapshots),
            Math.Max(1, parsed.GetValue(passes)),
            parsed.GetValue(json)));
        return new Command("bench", "Measure speed") { wire, BenchSignalsCommand.Create() };
    }

    private static int Run(string path, string venueName, string? snapshots, int passes, bool json)
    {
        if (VenueCatalog.Find(venueName) is not { } venue)
            return Output.Fail($"--venue must be one of {VenueCatalog.Names}");
        try
        {
            var capture = Capture.Open(path);
            if (capture.Count == 0)
                return Output.Fail($"{path} holds no frame");
            var report = Measure(venue, capture, new WireBench(venue, capture, snapshots ?? SnapshotFolder.BesideCapture(path)), passes);
            if (json)
                Output.WriteJson(report);
            else
                Print(report);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            return Output.Fail($"{path} cannot be measured: {e.Message}");
        }
    }

    private static BenchReport Measure(VenueDefinition venue, Capture capture, WireBench bench, int passes)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            bench.Run();
            Baselines.Walk(capture);
            Baselines.Document(capture);
        }
        while (Stopwatch.GetElapsedTime(started) < WarmUp);

        // In turn, so that whatever else the machine does meets all three alike.
        var (wire, walk, document) = (new List<BenchPass>(), new List<BenchPass>(), new List<BenchPass>());
        for (var i = 0; i < passes; i++)
        {
            wire.Add(bench.Run());
            walk.Add(Baselines.Walk(capture));
            document.Add(Baselines.Document(capture));
        }

        var whole = Median(wire);
        return new BenchReport(
            venue.Name,
            bench.FramesPerPass,
            passes,
            Math.Round(whole.FramesPerSecond),
            Math.Round(whole.BytesPerFrame, 3),
            bench.CandidatesEvaluated,
            [Compare("JsonDocument", document, whole), Compare("Utf8JsonReader", walk, whole)]);
    }

    private static BaselineReport Compare(string name, List<BenchPass> passes, BenchPass whole)
    {
        var median = Median(passes);
        return new BaselineReport(name, Math.Round(median.FramesPerSecond), Math.Round(median.BytesPerFrame, 3), 0, Math.Round(whole.FramesPerSecond / median.FramesPerSecond, 2));
    }

    private static BenchPass Median(List<BenchPass> passes) => passes.OrderBy(pass => pass.FramesPerSecond).ElementAt(passes.Count / 2);

    private static void Print(BenchReport report)
    {
        Console.WriteLine($"{report.Venue}: {report.Frames:N0} frames a pass as two venues, median of {report.Passes} passes");
        Console.WriteLine($"  wire to book to detection  {report.FramesPerSecond,14:N0} frames/s  {report.BytesAllocatedPerFrame} bytes a frame, {report.CandidatesEvaluated:N0} candidates evaluated");
        foreach (var baseline in report.Baselines)
            Console.WriteLine($"  {baseline.Name,-25}  {baseline.FramesPerSecond,14:N0} frames/s  {baseline.BytesAllocatedPerFrame} bytes a frame; ours is {baseline.Ratio} times as fast");
    }
}
