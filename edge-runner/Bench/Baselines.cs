using System.Diagnostics;
using System.Text.Json;
using Arbit.EdgeRunner.Replay;

namespace Arbit.EdgeRunner.Bench;

/// <summary>What the framework's own JSON readers make of the same frames, with no codec, book or decision behind them.</summary>
public static class Baselines
{
    /// <summary>A document built for every frame, and dropped.</summary>
    public static BenchPass Document(Capture capture) => Time(capture, frame =>
    {
        var reader = new Utf8JsonReader(frame);
        using var document = JsonDocument.ParseValue(ref reader);
        return (int)document.RootElement.ValueKind;
    });

    /// <summary>Every token of every frame read, and nothing done with it.</summary>
    public static BenchPass Walk(Capture capture) => Time(capture, frame =>
    {
        var reader = new Utf8JsonReader(frame);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    });

    private static BenchPass Time(Capture capture, Work work)
    {
        var seen = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < capture.Count; i++)
            seen += work(capture.Frame(i));
        var elapsed = Stopwatch.GetElapsedTime(started);
        GC.KeepAlive(seen);
        return new BenchPass(capture.Count, elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private delegate int Work(ReadOnlySpan<byte> frame);
}
