using System.Text;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// What comes in from the venues' connections: frames, snapshots, and news of the connections themselves. Each is handed to its
/// venue's codec, and what that makes of it to whoever goes by the books.
/// </summary>
public sealed class MarketEvents
{
    private readonly EngineSettings _settings;
    private readonly IReadOnlyList<VenueShard> _shards;
    private readonly BookStates _books;
    private readonly SilentSubscriptions _subscriptions;
    private readonly MarketScanner _scanner;
    private readonly OpportunityTaker _taker;
    private readonly Reconciler _reconciler;
    private readonly IOutbox _outbox;
    private readonly AuditTrail _audit;

    public MarketEvents(
        EngineSettings settings,
        IReadOnlyList<VenueShard> shards,
        BookStates books,
        MarketScanner scanner,
        OpportunityTaker taker,
        Reconciler reconciler,
        IOutbox outbox,
        AuditTrail audit)
    {
        (_settings, _shards, _books, _scanner, _taker, _reconciler, _outbox, _audit) = (settings, shards, books, scanner, taker, reconciler, outbox, audit);
        _subscriptions = new SilentSubscriptions(outbox, audit, books);
    }

    /// <param name="source">The venue's place among the shards.</param>
    /// <param name="buffer">What follows the frame in it is spare.</param>
    /// <param name="length">The frame's.</param>
    /// <param name="now">When it was received, Unix nanoseconds.</param>
    public void OnFrame(int source, ReadOnlySpan<byte> buffer, int length, long now)
    {
        var shard = _shards[source];
        shard.Frames++;
        shard.LastFrameAt = now;
        var outcome = shard.Codec.Decode(buffer, length);
        switch (outcome.Kind)
        {
            case FrameKind.Malformed:
                shard.Malformed[(int)outcome.Fault]++;
                return;
            case FrameKind.Ignored:
                shard.Ignored++;
                return;
            case FrameKind.Refused:
                shard.Problem = shard.Codec.LastError;
                return;
        }

        if (outcome.Feed is { } feed && shard.TradedBy(feed) is { } traded)
            OnFeed(shard, feed, traded, outcome.Kind, now);
    }

    /// <param name="source">The venue's place among the shards.</param>
    /// <param name="payload">The instrument's name at the venue, a zero byte, and the snapshot as it came.</param>
    /// <param name="now">When it was received, Unix nanoseconds.</param>
    public void OnSnapshot(int source, ReadOnlySpan<byte> payload, long now)
    {
        var end = payload.IndexOf((byte)0);
        if (end < 0)
            return;
        var shard = _shards[source];
        var symbol = Encoding.UTF8.GetString(payload[..end]);
        var feed = shard.Codec.Feeds.FirstOrDefault(f => f.VenueSymbol == symbol);

        // One that comes late, for a book that has got right meanwhile, would only set it back.
        if (feed is null || shard.TradedBy(feed) is not { } traded || feed.Book.State == BookState.Proven)
            return;
        var outcome = shard.Codec.Load(feed, payload[(end + 1)..]);
        if (outcome.Kind == FrameKind.Malformed)
            shard.Malformed[(int)outcome.Fault]++;
        _books.Look(shard, feed, traded, now);
        _taker.OnMarket(traded, now);
    }

    /// <param name="source">The venue's place among the shards.</param>
    /// <param name="payload">The state in one byte, and what the problem is where there is one.</param>
    /// <param name="now">When it was so, Unix nanoseconds.</param>
    public void OnConnection(int source, ReadOnlySpan<byte> payload, long now)
    {
        var shard = _shards[source];
        var state = (ConnectionState)payload[0];
        var problem = payload.Length > 1 ? Encoding.UTF8.GetString(payload[1..]) : null;
        var before = shard.Connection;
        shard.Connection = state;
        shard.Problem = problem;
        _audit.Add(now, "connection", shard.Name, problem is null ? state.ToString() : $"{state}: {problem}");
        if (state == ConnectionState.Reconnecting && before != ConnectionState.Reconnecting)
            shard.Reconnects++;
        if (state is ConnectionState.Connected or ConnectionState.Subscribed)
        {
            if (before is not (ConnectionState.Connected or ConnectionState.Subscribed))
            {
                shard.ForgetAsked(now);
                _reconciler.OnConnected(shard.Codec.Venue, now);
            }

            return;
        }

        shard.Codec.Disconnect();
        _books.LookAgain(shard, now);
    }

    public void OnOverflow(int source, long now)
    {
        var shard = _shards[source];
        shard.Overflows++;
        _audit.Add(now, "overflow", shard.Name, "frames came faster than they could be taken; its books are built anew");
        shard.Codec.Disconnect(BookReason.QueueOverflow);
        _books.LookAgain(shard, now);
    }

    /// <summary>Once a second: what did not come is an event too.</summary>
    public void OnTimer(long now)
    {
        foreach (var shard in _shards)
        {
            _books.LookForAged(shard, _settings.SilenceLimit, now);
            if (_settings.WatchesSubscriptions)
                _subscriptions.Look(shard, now);
        }
    }

    private void OnFeed(VenueShard shard, InstrumentFeed feed, TradedInstrument traded, FrameKind kind, long now)
    {
        if (shard.Connection == ConnectionState.Connected)
            _outbox.SawData(shard, feed);
        traded.LastDataAt = now;
        if (kind == FrameKind.Trade)
            _scanner.OnTrades(traded, feed, now);
        if (ChannelOf(kind) is { } channel)
            shard.WatchOf(feed, channel).Saw(now);
        if (kind is FrameKind.Book or FrameKind.Held)
            _books.Look(shard, feed, traded, now);
        if (kind is FrameKind.Book or FrameKind.Quote)
            _taker.OnMarket(traded, now);
    }

    private static FeedChannel? ChannelOf(FrameKind kind) => kind switch
    {
        FrameKind.Book or FrameKind.Held or FrameKind.Duplicate => FeedChannel.Book,
        FrameKind.Quote => FeedChannel.Quote,
        FrameKind.Trade => FeedChannel.Trade,
        _ => null,
    };
}
