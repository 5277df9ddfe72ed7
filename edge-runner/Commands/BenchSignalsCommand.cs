using System.CommandLine;
using Arbit.EdgeRunner.Bench;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Slow.Wire;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Commands;

/// <summary>bench signals: a flood of alerts at a run on paper in this process, and what the engine's loop takes meanwhile.</summary>
public static class BenchSignalsCommand
{
    private const string Token = "a-token-for-measuring";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "requests a second", DefaultValueFactory = _ => 500 };
        var seconds = new Option<int>("--secs") { Description = "for so long; as long is measured without them first", DefaultValueFactory = _ => 60 };
        var port = new Option<int>("--port") { Description = "where they are posted", DefaultValueFactory = _ => 9119 };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var command = new Command("signals", "A flood of signals: what it is answered, and that trading does not feel it") { rate, seconds, port, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            Math.Clamp(parsed.GetValue(rate), 1, 10_000),
            Math.Clamp(parsed.GetValue(seconds), 1, 3_600),
            parsed.GetValue(port),
            parsed.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int rate, int seconds, int port, bool json, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("arbit-flood-").FullName;
        try
        {
            var settings = SettingsReader.Read(new SettingsOverrides(null, [], directory, port, [$"Signals:Token={Token}"]));
            await using var run = await PaperRun.StartAsync(new RunOptions(settings, null), TimeProvider.System, cancellation);
            await using var app = RunHost.Build(port);
            app.MapSignals(run.Slow!.Intake);
            await RunHost.ListenAsync(app, port, cancellation);
            await Task.Delay(WarmUp, TimeProvider.System, cancellation);
            var flood = new SignalFlood(run, new Uri($"http://localhost:{port}/api/signals/tradingview"), Token, run.Slow.Store);
            var report = await flood.RunAsync(rate, seconds, cancellation);
            if (json)
                Output.WriteJson(report);
            else
                Print(report);
            return report.Missing == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is InvalidSettingsException or DataDirectoryInUseException or IOException)
        {
            return Output.Fail(e.Message);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Print(FloodReport report)
    {
        Console.WriteLine($"{report.Asked:N0} signals, {report.AnswersPerSecond:N1} answers a second: {string.Join(", ", report.ByStatus.Select(status => $"{status.Value:N0} × {status.Key}"))}");
        Console.WriteLine($"  an answer takes   p50 {report.IntakeP50} ms, p99 {report.IntakeP99} ms");
        Console.WriteLine($"  stored            {report.New:N0} new, {report.Missing:N0} of them missing in the store");
        foreach (var (when, engine) in (ReadOnlySpan<(string, EngineFigures)>)[("without", report.EngineBefore), ("with", report.EngineDuring)])
            Console.WriteLine($"  engine {when,-9}  p50 {engine.P50} ms, p99 {engine.P99} ms, max {engine.Max} ms over {engine.Frames:N0} frames");
        Console.WriteLine($"  memory            {report.MemoryBefore} MiB before, {report.MemoryAfter} MiB after");
    }
}
