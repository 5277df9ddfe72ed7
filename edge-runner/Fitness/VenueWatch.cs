using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>One venue's frames, decoded as they come.</summary>
internal sealed class VenueWatch(VenueCodec codec, FitnessRecorder recorder) : IFeedSink
{
    private ConnectionState _state;
    private string? _problem;
    private long _frames;
    private long _malformed;

    /// <summary>Set before it runs.</summary>
    public required Func<IFeedSink, VenueConnection> Connect { get; init; }

    public VenueConnection Connection => field ??= Connect(this);

    public bool OnFrame(ReadOnlySpan<byte> frame)
    {
        lock (recorder.Gate)
        {
            _frames++;
            var outcome = codec.Decode(frame);
            if (outcome.Kind == FrameKind.Malformed)
                _malformed++;
            if (outcome.Feed is not { } feed)
                return true;
            Connection.MarkLive(feed.VenueSymbol);
            After(feed, isData: true);
            return true;
        }
    }

    public void OnState(ConnectionState state, string? problem)
    {
        lock (recorder.Gate)
        {
            _state = state;
            _problem = problem ?? _problem;
            if (state is not (ConnectionState.Reconnecting or ConnectionState.Closed))
                return;
            codec.Disconnect();
            foreach (var feed in codec.Feeds)
                recorder.Observe(feed, isData: false);
        }
    }

    public void OnSnapshot(string venueSymbol, byte[] body)
    {
        lock (recorder.Gate)
        {
            // One that was asked for before the book came right by itself would only set it back.
            var feed = codec.Feeds.First(each => each.VenueSymbol == venueSymbol);
            if (feed.Book.IsUsable)
                return;
            if (codec.Load(feed, body).Kind == FrameKind.Malformed)
                _malformed++;
            After(feed, isData: true);
        }
    }

    public VenueFitness Describe()
    {
        lock (recorder.Gate)
            return new VenueFitness(codec.Venue.Name, _state, _frames, _malformed, _problem);
    }

    private void After(InstrumentFeed feed, bool isData)
    {
        var book = feed.Book;
        if (book.State == BookState.Broken || book.Reason == BookReason.SnapshotTooOld)
            Connection.RequestResync(feed.VenueSymbol);
        recorder.Observe(feed, isData);
    }
}
