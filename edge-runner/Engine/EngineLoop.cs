using System.Diagnostics;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal.Recording;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Risk;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// The engine's one thread: takes what waits, gives it its place in the one order and its time, records it, and lets the core
/// decide. Nobody is waited for.
/// </summary>
public sealed class EngineLoop(EngineCore core, IReadOnlyList<VenueShard> shards, EngineInbox inbox, PaperVenue paper, SessionRecorder? recorder, LeasedGateway? leased = null)
{
    private const long TimerEvery = 20_000_000;
    private const long PublishEvery = 500_000_000;
    private const long HaltsEvery = 100_000_000;
    private const int FramesInARow = 256;

    private long _sequence;
    private long _lastTime;
    private long _nextTimer;
    private long _nextPublish;
    private long _nextHalts;

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Counted besides, for as long as somebody measures; set from any thread.</summary>
    public LatencyHistogram? Measured { get; set; }

    /// <summary>The way to halt that needs no page; looked at ten times a second.</summary>
    public HaltRequests? Halts { get; set; }

    /// <summary>What else lives on this thread because its accounts do; it decides nothing.</summary>
    public IEngineGuest? Guest { get; set; }

    /// <summary>Called on the engine's thread about twice a second; whoever shows the state copies what it needs.</summary>
    public Action? Publish { get; set; }

    /// <summary>Runs until told to stop, and then until nothing is open any more or the patience ends.</summary>
    public void Run(CancellationToken stopping, TimeSpan patience)
    {
        Command(EngineAction.Start, "a run begins");
        while (!stopping.IsCancellationRequested)
            Turn();

        Command(EngineAction.Stop, "the run ends");
        var started = Stopwatch.GetTimestamp();
        while (core.Executor.HasOpenWork && Stopwatch.GetElapsedTime(started) < patience)
            Turn();
        Publish?.Invoke();
    }

    private void Turn()
    {
        TakeLease();
        var worked = TakeRare();
        for (var source = 0; source < shards.Count; source++)
            worked |= TakeFrames(source, FramesInARow, long.MaxValue);
        var now = inbox.Now();
        paper.Advance(Math.Max(now, _lastTime));
        Guest?.Turn(now);
        while (paper.TryTakeReply(out var reply))
            Process(EventKind.Reply, 0, now, RecordCodec.Encode(reply));
        while (paper.TryTakeReport(out var report))
            Process(EventKind.Account, 0, now, RecordCodec.Encode(report));
        worked |= TakeRefused(now);
        if (now >= _nextTimer)
        {
            _nextTimer = now + TimerEvery;
            Process(EventKind.Timer, 0, now, []);
        }

        if (now >= _nextHalts)
        {
            _nextHalts = now + HaltsEvery;
            if (core.Book.Trading != TradingState.Halted && Halts?.Pending() is { } why)
                Process(EventKind.Command, 0, now, RecordCodec.Encode(new EngineCommand(EngineAction.Halt, why)));
        }

        if (now >= _nextPublish)
        {
            _nextPublish = now + PublishEvery;
            Publish?.Invoke();
        }

        if (!worked)
            Rest(now);
    }

    /// <summary>Before anything else of a turn, so that nothing is decided under a lease that has ended.</summary>
    private void TakeLease()
    {
        if (leased is not null && leased.TryTakeChange(out var change))
            Process(EventKind.Lease, 0, inbox.Now(), RecordCodec.Encode(change));
    }

    private bool TakeRefused(long now)
    {
        var taken = false;
        for (; leased is not null && leased.TryTakeReply(out var reply); taken = true)
            Process(EventKind.Reply, 0, now, RecordCodec.Encode(reply));
        return taken;
    }

    private bool TakeRare()
    {
        var worked = false;
        while (inbox.TryTakeRare(out var kind, out var source, out var receivedAt, out var payload))
        {
            // A connection's news stands behind the frames that it received before: an old stream's last frames are no part of the next.
            if (kind is EventKind.Connection or EventKind.Overflow)
                TakeFrames(source, int.MaxValue, receivedAt);
            Process(kind, source, receivedAt, payload);
            worked = true;
        }

        return worked;
    }

    private bool TakeFrames(int source, int most, long until)
    {
        var ring = inbox.Ring(source);
        var taken = 0;
        for (; taken < most && ring.TryPeek(out var receivedAt, out var buffer, out var length) && receivedAt <= until; taken++)
        {
            Process(EventKind.Frame, source, receivedAt, buffer, length);
            ring.Advance();
            var latency = inbox.Now() - receivedAt;
            Latency.Record(latency);
            Measured?.Record(latency);
            shards[source].Latency.Record(latency);
        }

        return taken > 0;
    }

    private void Rest(long now)
    {
        var next = Math.Min(Math.Min(_nextTimer, _nextPublish), Math.Min(paper.NextDue, Guest?.NextDue ?? long.MaxValue));
        if (next > now)
            inbox.Wait(TimeSpan.FromTicks(Math.Max((next - now) / 100, 1)));
    }

    private void Command(EngineAction action, string reason)
        => Process(EventKind.Command, 0, inbox.Now(), RecordCodec.Encode(new EngineCommand(action, reason)));

    private void Process(EventKind kind, int source, long receivedAt, byte[] payload) => Process(kind, source, receivedAt, payload, payload.Length);

    private void Process(EventKind kind, int source, long receivedAt, ReadOnlySpan<byte> buffer, int length)
    {
        // Venues are read in turn, so an older receipt can come later: the engine's time never goes back.
        _lastTime = Math.Max(_lastTime, receivedAt);
        recorder?.Record(++_sequence, _lastTime, (byte)kind, source, buffer[..length]);
        core.Process(kind, source, _lastTime, buffer, length);
    }
}
