namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// What differs from venue to venue in being connected: addresses, requests, replies, pings. Without state, so that one serves
/// any number of connections; what frames mean is the codec's.
/// </summary>
public interface IVenueProtocol
{
    /// <summary>Levels a side that <see cref="Snapshot"/> asks for; 0 where the venue sends its snapshots by itself.</summary>
    int SnapshotDepth { get; }

    /// <summary>Where the venue itself listens.</summary>
    VenueEndpoint PublicEndpoint { get; }

    /// <summary>What REST requests may cost a minute, by the venue's own weights (lesson L22).</summary>
    int WeightPerMinute { get; }

    /// <summary>After this the venue ends a connection by itself; null where it says nothing of the kind.</summary>
    TimeSpan? LongestConnection => null;

    /// <summary>
    /// Books are numbered by the venue, so that a second stream goes on where the first ended and what both brought is known: only
    /// then can one connection take over from another without a break.
    /// </summary>
    bool NumbersBooks => false;

    Task<StreamAddress> LocateAsync(VenueEndpoint endpoint, VenueRest rest, CancellationToken cancellation);

    /// <summary>Books, best quotes and trades of these instruments.</summary>
    IReadOnlyList<VenueRequest> Subscribe(IReadOnlyList<string> venueSymbols, RequestIds ids);

    /// <summary>A snapshot of one book; null where the venue sends it over the stream.</summary>
    RestQuery? Snapshot(VenueEndpoint endpoint, string venueSymbol) => null;

    /// <summary>Gives one subscription up and asks for it again. Where <see cref="Snapshot"/> is null a book begins from its start by it.</summary>
    IReadOnlyList<VenueRequest> Resubscribe(string venueSymbol, FeedChannel channel, RequestIds ids);

    InstrumentSource Instruments(VenueEndpoint endpoint, RequestIds ids);

    /// <summary>Asks for the venue's own time.</summary>
    RestQuery Time(VenueEndpoint endpoint);

    /// <summary>The venue's time in its answer; null where it tells none.</summary>
    VenueTime? ReadTime(ReadOnlySpan<byte> body);

    /// <summary>When the venue says that it sent a frame; null where this one does not say. Of data frames picked now and then.</summary>
    VenueTime? TimeOf(ReadOnlySpan<byte> frame);

    /// <summary>Something the venue answers, so that silence means something.</summary>
    byte[] Ping(long id);

    /// <summary>What a frame says of a request. Called for small frames only; any bytes may come.</summary>
    VenueReply ReadReply(ReadOnlyMemory<byte> frame);

    /// <summary>What the venue refused in a REST answer whose HTTP status says that all is well; null where nothing.</summary>
    string? RefusalIn(ReadOnlySpan<byte> body) => null;
}
