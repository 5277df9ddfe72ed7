using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Wire;

namespace Arbit.EdgeRunner.Run;

/// <summary>The venues' part of what is published: connections, what came over them, clocks, and whether the accounts agree.</summary>
internal sealed class VenuePicture(IReadOnlyList<VenueShard> shards, Reconciler reconciler, EngineInbox inbox, IReadOnlyList<VenueConnection> connections)
{
    private readonly long[] _framesBefore = new long[shards.Count];
    private long _before;

    public List<VenueView> Of(long now)
    {
        var venues = shards.Select(shard => Of(shard, now)).ToList();
        _before = now;
        return venues;
    }

    private VenueView Of(VenueShard shard, long now)
    {
        var elapsed = Math.Max(now - _before, 1);
        var perSecond = (shard.Frames - _framesBefore[shard.Source]) * 1e9 / elapsed;
        _framesBefore[shard.Source] = shard.Frames;
        var instruments = shard.Instruments.ToList();
        var states = instruments.CountBy(i => i.Book.State).ToDictionary();
        return new VenueView
        {
            Name = shard.Name,
            State = shard.Connection switch
            {
                ConnectionState.Disconnected => ConnectionStateView.Disconnected,
                ConnectionState.Connecting => ConnectionStateView.Connecting,
                ConnectionState.Connected => ConnectionStateView.Connected,
                ConnectionState.Subscribed => ConnectionStateView.Subscribed,
                ConnectionState.Reconnecting => ConnectionStateView.Reconnecting,
                _ => ConnectionStateView.Closed,
            },
            Subscriptions = new SubscriptionsView { Wanted = instruments.Count, Live = instruments.Count(i => i.LastDataAt > 0) },
            FramesTotal = shard.Frames,
            FramesPerSecond = Math.Round(perSecond, 1),
            LastFrameAgeMs = shard.LastFrameAt == 0 ? null : (now - shard.LastFrameAt) / 1_000_000,
            Malformed = Enum.GetValues<FrameFault>().Where(fault => shard.Malformed[(int)fault] > 0)
                .Select(fault => new MalformedView { Why = Shown.Name(fault), Count = shard.Malformed[(int)fault] }).ToList(),
            Ignored = shard.Ignored,
            Gaps = instruments.Sum(i => i.Book.Breaks),
            Resyncs = shard.Resyncs,
            Reconnects = shard.Reconnects,
            Books = new BookCountsView
            {
                Proven = states.GetValueOrDefault(BookState.Proven),
                Unproven = states.GetValueOrDefault(BookState.Unproven),
                Broken = states.GetValueOrDefault(BookState.Broken),
            },
            Latency = new LatencyView { P50Us = shard.Latency.Percentile(500) / 1000.0, P99Us = shard.Latency.Percentile(990) / 1000.0 },
            Clock = ClockOf(shard.Source, now),
            QuotesConflated = 0,
            QueueDepth = inbox.DepthOf(shard.Source),
            Problem = shard.Problem,
            Reconciliation = ReconciliationOf(reconciler.Of(shard.Codec.Venue)),
        };
    }

    private ClockView? ClockOf(int source, long now)
    {
        // Before the first connection is made there is a picture already.
        if (source >= connections.Count || connections[source].Clock is not { Reading: { } reading } clock)
            return null;
        return new ClockView
        {
            OffsetMs = Math.Round(reading.Offset / 1e6, 1),
            UncertaintyMs = Math.Round(reading.Uncertainty / 1e6, 1),
            AgeSeconds = (now - reading.MeasuredAt) / 1_000_000_000,
            LagP50Ms = clock.Lag.Percentile(500) / 1e6,
            LagP99Ms = clock.Lag.Percentile(990) / 1e6,
        };
    }

    private static ReconciliationView ReconciliationOf(VenueReconciliation venue) => new()
    {
        State = venue.State switch
        {
            ReconciliationState.Waiting => ReconciliationStateView.Waiting,
            ReconciliationState.Agrees => ReconciliationStateView.Agrees,
            ReconciliationState.Suspected => ReconciliationStateView.Suspected,
            _ => ReconciliationStateView.Differs,
        },
        ComparedAt = venue.ComparedAt == 0 ? null : UnixNanoseconds.ToTime(venue.ComparedAt),
        Reports = venue.Reports,
        FillsFound = venue.FillsFound,
        Unanswered = venue.Unanswered,
        Differences = venue.Differences.ToList(),
    };
}
