using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Run;
using Arbit.Signals;
using Arbit.State;

namespace Arbit.EdgeRunner.Bench;

/// <summary>
/// Signals over HTTP at a rate, at a run that trades: of five, two are new, one is a repetition, one has a wrong token and one is no signal
/// at all. Beside it, what the engine's loop takes, without the flood and with it.
/// </summary>
/// <param name="run">Trades on paper.</param>
/// <param name="door">Where signals are posted.</param>
/// <param name="token">The right one.</param>
/// <param name="store">Where what was answered has to be.</param>
public sealed class SignalFlood(PaperRun run, Uri door, string token, IStateStore store)
{
    private const int Mebibyte = 1 << 20;
    private const int Page = 1_000;

    private readonly ConcurrentDictionary<int, long> _byStatus = new();
    private readonly ConcurrentBag<string> _new = [];
    private readonly LatencyHistogram _intake = new();
    private readonly Lock _gate = new();

    /// <param name="rate">A second.</param>
    /// <param name="seconds">For so long; as long is measured without it first.</param>
    public async Task<FloodReport> RunAsync(int rate, int seconds, CancellationToken cancellation)
    {
        var before = await EngineAsync(() => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellation));
        var memory = Memory();
        var started = Stopwatch.GetTimestamp();
        var during = await EngineAsync(() => FloodAsync(rate, seconds, cancellation));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var kept = await KeptAsync(cancellation);
        return new FloodReport(
            (long)rate * seconds,
            Math.Round(_intake.Count / took, 1),
            _byStatus.OrderBy(status => status.Key).ToDictionary(),
            Milliseconds(_intake.Percentile(500)),
            Milliseconds(_intake.Percentile(990)),
            _new.Count,
            _new.Count(key => !kept.Contains(key)),
            before,
            during,
            memory,
            Memory());
    }

    private async Task<EngineFigures> EngineAsync(Func<Task> work)
    {
        var measured = run.MeasureLoop();
        await work();
        run.EndMeasuring();
        return new EngineFigures(measured.Count, Milliseconds(measured.Percentile(500)), Milliseconds(measured.Percentile(990)), Milliseconds(measured.Max));
    }

    private async Task FloodAsync(int rate, int seconds, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var asked = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < rate * seconds;)
        {
            // Behind the clock, whatever the answers do: a flood does not wait for them.
            var due = (int)Math.Min((long)(Stopwatch.GetElapsedTime(started).TotalSeconds * rate), (long)rate * seconds);
            for (; number < due; number++)
                asked.Add(PostAsync(client, number, cancellation));
            asked.RemoveAll(task => task.IsCompletedSuccessfully);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
        }

        await Task.WhenAll(asked);
    }

    private async Task PostAsync(HttpClient client, int number, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var status = 0;
        try
        {
            using var content = new StringContent(BodyOf(number));
            using var answer = await client.PostAsync(door, content, cancellation);
            status = (int)answer.StatusCode;
            if (status == 200 && await answer.Content.ReadAsStringAsync(cancellation) == "stored")
                _new.Add(SignalOf(SaidBy(number)).Key);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // Counted as no answer.
        }

        _byStatus.AddOrUpdate(status, 1, (_, count) => count + 1);
        lock (_gate)
            _intake.Record((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
    }

    private string BodyOf(int number) => (number % 5) switch
    {
        0 or 1 => TextOf(number, token),
        2 => TextOf(SaidBy(number), token),
        3 => TextOf(number, token + "x"),
        _ => "{\"kind\": \"macro\", " + new string('[', 200),
    };

    /// <summary>A repetition can overtake what it repeats, and is the new one then.</summary>
    private static int SaidBy(int number) => number % 5 == 2 ? number - 1 : number;

    private static string TextOf(int number, string told)
        => string.Create(CultureInfo.InvariantCulture, $"token={told} kind=heartbeat ticker=FLOOD time={SignalOf(number).BarTime.ToUnixTimeSeconds()} timenow={TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}");

    private static Signal SignalOf(int number)
        => new(SignalKind.Heartbeat, SignalAction.None, "FLOOD", DateTimeOffset.UnixEpoch.AddSeconds(1_000_000_000 + number), DateTimeOffset.UnixEpoch, null);

    private async Task<HashSet<string>> KeptAsync(CancellationToken cancellation)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (var from = ""; ;)
        {
            var rows = await store.ListAsync(SignalIntake.Table, SignalIntake.PartitionOf(SignalKind.Heartbeat), from, Page, cancellation);
            kept.UnionWith(rows.Select(row => row.Row));
            if (rows.Count < Page)
                return kept;
            from = rows[^1].Row + "\0";
        }
    }

    private static double Memory()
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        return Math.Round(process.WorkingSet64 / (double)Mebibyte, 1);
    }

    private static double Milliseconds(long? nanoseconds) => Math.Round((nanoseconds ?? 0) / 1e6, 3);
}
