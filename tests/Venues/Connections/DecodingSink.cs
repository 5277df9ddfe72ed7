using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.Tests.Venues.Connections;

/// <summary>What the engine does with a connection, as small as can be: decodes, marks live, asks for resyncs; and tells a test when something holds.</summary>
internal sealed class DecodingSink(VenueCodec codec) : IFeedSink
{
    private readonly Lock _gate = new();
    private readonly List<(Func<DecodingSink, bool> Holds, TaskCompletionSource Met)> _waiters = [];

    public VenueConnection? Connection { get; set; }

    /// <summary>Asks for every book as soon as the socket is open, as one whose books broke with the last connection might.</summary>
    public bool ResyncsWhenConnected { get; init; }

    public VenueCodec Codec => codec;

    public List<(ConnectionState State, string? Problem)> States { get; } = [];

    public Dictionary<string, int> Snapshots { get; } = new(StringComparer.Ordinal);

    public long Malformed { get; private set; }

    public bool AllProven => codec.Feeds.Count > 0 && codec.Feeds.All(feed => feed.Book.IsUsable);

    public bool OnFrame(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            var before = codec.Feeds.Sum(feed => feed.Book.Breaks);
            var outcome = codec.Decode(frame);
            if (outcome.Kind == FrameKind.Malformed)
                Malformed++;
            if (outcome.Feed is { } feed)
            {
                Connection!.MarkLive(feed.VenueSymbol);
                if (codec.Feeds.Sum(each => each.Book.Breaks) != before)
                    Connection.RequestResync(feed.VenueSymbol);
            }

            Check();
            return true;
        }
    }

    public void OnState(ConnectionState state, string? problem)
    {
        lock (_gate)
        {
            States.Add((state, problem));
            if (state == ConnectionState.Reconnecting)
                codec.Disconnect();
            foreach (var feed in codec.Feeds.Where(_ => ResyncsWhenConnected && state == ConnectionState.Connected))
                Connection!.RequestResync(feed.VenueSymbol);
            Check();
        }
    }

    public void OnSnapshot(string venueSymbol, byte[] body)
    {
        lock (_gate)
        {
            Snapshots[venueSymbol] = Snapshots.GetValueOrDefault(venueSymbol) + 1;
            var feed = codec.Feeds.Single(each => each.VenueSymbol == venueSymbol);
            if (feed.Book.IsUsable)
                return;
            codec.Load(feed, body);
            if (feed.Book.Reason == BookReason.SnapshotTooOld)
                Connection!.RequestResync(venueSymbol);
            Check();
        }
    }

    /// <summary>Completes once this holds, looked at after each call.</summary>
    public Task UntilAsync(Func<DecodingSink, bool> holds)
    {
        lock (_gate)
        {
            if (holds(this))
                return Task.CompletedTask;
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((holds, met));
            return met.Task;
        }
    }

    public string Told()
    {
        lock (_gate)
        {
            return string.Join("; ", States.Select(told => $"{told.State} {told.Problem}"))
                + " | " + string.Join("; ", codec.Feeds.Select(feed => $"{feed.VenueSymbol} {feed.Book.State} {feed.Book.Reason} {feed.BookUpdates}"));
        }
    }

    private void Check()
    {
        foreach (var waiter in _waiters.Where(waiter => waiter.Holds(this)).ToList())
        {
            _waiters.Remove(waiter);
            waiter.Met.SetResult();
        }
    }
}
