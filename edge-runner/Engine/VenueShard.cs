using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Wire;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// One venue as the engine sees it: the codec with its books, what its connection last said, and what was counted. Shards share
/// nothing with each other.
/// </summary>
public sealed class VenueShard(int source, VenueCodec codec)
{
    private const int Channels = 3;

    private TradedInstrument?[] _traded = [];
    private long[] _askedAt = [];
    private SubscriptionWatch[] _watches = [];

    public int Source { get; } = source;

    public VenueCodec Codec { get; } = codec;

    public string Name => Codec.Venue.Name;

    public ConnectionState Connection { get; set; }

    public string? Problem { get; set; }

    public long Frames { get; set; }

    public long Ignored { get; set; }

    /// <summary>Malformed frames by their fault.</summary>
    public long[] Malformed { get; } = new long[Enum.GetValues<FrameFault>().Length];

    public long Resyncs { get; set; }

    public long Reconnects { get; set; }

    public long Overflows { get; set; }

    /// <summary>Subscriptions that were silent and asked for again.</summary>
    public long Resubscriptions { get; set; }

    public long LastFrameAt { get; set; }

    public LatencyHistogram Latency { get; } = new();

    public IEnumerable<TradedInstrument> Instruments => _traded.OfType<TradedInstrument>();

    public void Trade(InstrumentFeed feed, TradedInstrument traded)
    {
        if (feed.Index >= _traded.Length)
        {
            Array.Resize(ref _traded, feed.Index + 1);
            Array.Resize(ref _askedAt, feed.Index + 1);
            _watches = [.. _watches, .. Enumerable.Range(_watches.Length, ((feed.Index + 1) * Channels) - _watches.Length).Select(_ => new SubscriptionWatch())];
        }

        _traded[feed.Index] = traded;
    }

    public TradedInstrument? TradedBy(InstrumentFeed feed) => feed.Index < _traded.Length ? _traded[feed.Index] : null;

    /// <summary>Watches one subscription of an instrument that is traded.</summary>
    public SubscriptionWatch WatchOf(InstrumentFeed feed, FeedChannel channel) => _watches[(feed.Index * Channels) + (int)channel];

    /// <summary>True where a book that is not right was not asked for within the interval; it counts as asked for now.</summary>
    public bool ShouldAsk(InstrumentFeed feed, long now, long interval)
    {
        if (feed.Book.State == BookState.Proven || Connection is not (ConnectionState.Connected or ConnectionState.Subscribed))
            return false;
        if (_askedAt[feed.Index] > 0 && now - _askedAt[feed.Index] < interval)
            return false;
        _askedAt[feed.Index] = now;
        Resyncs++;
        return true;
    }

    /// <summary>
    /// A new connection begins anew: what was asked for on the old one will not come. Where the venue sends snapshots by itself,
    /// the subscription has just asked.
    /// </summary>
    public void ForgetAsked(long now)
    {
        Array.Fill(_askedAt, Codec.NeedsSnapshot ? 0 : now);
        foreach (var watch in _watches)
            watch.Restart(now);
    }
}
