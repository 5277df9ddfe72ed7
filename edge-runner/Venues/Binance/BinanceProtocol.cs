using System.Text.Json;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Venues.Binance;

/// <summary>
/// Binance spot's combined streams: depth@100ms, bookTicker and trade by SUBSCRIBE, books started from REST. An acknowledgement
/// proves nothing, for the venue acknowledges symbols that it does not have; data does.
/// </summary>
/// <remarks>Source: Binance spot API, "WebSocket Streams" (at most 1024 streams a connection, 5 messages a second), "Market Data endpoints".</remarks>
public sealed class BinanceProtocol : IVenueProtocol
{
    private const int InstrumentsAtOnce = 100;
    private const int LongestNotice = 160;

    /// <summary>In the order of <see cref="FeedChannel"/>.</summary>
    private static readonly string[] Streams = ["@depth@100ms", "@bookTicker", "@trade"];
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);

    public int SnapshotDepth => 1000;

    public VenueEndpoint PublicEndpoint { get; } = new(new Uri("https://api.binance.com"), new Uri("wss://stream.binance.com:9443/stream"));

    public int WeightPerMinute => 6000;

    /// <summary>"A single connection is only valid for 24 hours."</summary>
    public TimeSpan? LongestConnection => TimeSpan.FromHours(24);

    public bool NumbersBooks => true;

    public Task<StreamAddress> LocateAsync(VenueEndpoint endpoint, VenueRest rest, CancellationToken cancellation)
        => Task.FromResult(new StreamAddress(endpoint.WebSocket, PingEvery, GreetsFirst: false));

    public IReadOnlyList<VenueRequest> Subscribe(IReadOnlyList<string> venueSymbols, RequestIds ids)
        => [.. venueSymbols.Chunk(InstrumentsAtOnce).Select(symbols => Subscription(symbols, ids.Next()))];

    public RestQuery? Snapshot(VenueEndpoint endpoint, string venueSymbol)
        => new(new Uri(endpoint.Rest, $"/api/v3/depth?symbol={Uri.EscapeDataString(venueSymbol)}&limit={SnapshotDepth}"), Weight: 50);

    public IReadOnlyList<VenueRequest> Resubscribe(string venueSymbol, FeedChannel channel, RequestIds ids)
    {
        string[] streams = [venueSymbol.ToLowerInvariant() + Streams[(int)channel]];
        return
        [
            Request("UNSUBSCRIBE", streams, [venueSymbol], ids.Next(), VenueRequestKind.Unsubscribe),
            Request("SUBSCRIBE", streams, [venueSymbol], ids.Next(), channel == FeedChannel.Book ? VenueRequestKind.Book : VenueRequestKind.Other),
        ];
    }

    public InstrumentSource Instruments(VenueEndpoint endpoint, RequestIds ids)
        => new(new RestQuery(new Uri(endpoint.Rest, "/api/v3/exchangeInfo"), Weight: 20), null);

    public RestQuery Time(VenueEndpoint endpoint) => new(new Uri(endpoint.Rest, "/api/v3/time"), Weight: 1);

    public VenueTime? ReadTime(ReadOnlySpan<byte> body) => FrameTime.Milliseconds(body, "\"serverTime\":"u8);

    public VenueTime? TimeOf(ReadOnlySpan<byte> frame) => FrameTime.Milliseconds(frame, "\"E\":"u8);

    /// <summary>The stream knows no ping of the client's own that a client library lets us send; this one is always answered.</summary>
    public byte[] Ping(long id) => JsonSerializer.SerializeToUtf8Bytes(new { method = "LIST_SUBSCRIPTIONS", id });

    public VenueReply ReadReply(ReadOnlyMemory<byte> frame)
    {
        // {"e":"serverShutdown","E":1785672000000}: "establish a new connection as soon as possible". Wrapped or not, it is short.
        if (frame.Length < LongestNotice && frame.Span.IndexOf("\"serverShutdown\""u8) >= 0)
            return new VenueReply(VenueReplyKind.Ending);
        if (frame.Span.StartsWith("{\"stream\""u8) || ReplyJson.Read(frame) is not { } reply)
            return default;

        // {"result":null,"id":1}, {"error":{"code":2,"msg":"…"},"id":1}, or {"code":3,"msg":"…"}.
        var id = ReplyJson.Id(reply, "id");
        var error = reply.TryGetProperty("error", out var inner) ? inner : reply;
        if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out _))
            return new VenueReply(VenueReplyKind.Refused, id, Problem: ReplyJson.Text(error, "msg") ?? "no reason given");
        return reply.TryGetProperty("result", out _) ? new VenueReply(VenueReplyKind.Heard, id) : default;
    }

    private static VenueRequest Subscription(string[] venueSymbols, long id)
        => Request("SUBSCRIBE", venueSymbols.SelectMany(symbol => Streams.Select(stream => symbol.ToLowerInvariant() + stream)), venueSymbols, id, VenueRequestKind.Book);

    private static VenueRequest Request(string method, IEnumerable<string> streams, string[] venueSymbols, long id, VenueRequestKind kind)
        => new(id, JsonSerializer.SerializeToUtf8Bytes(new { method, @params = streams, id }), venueSymbols, kind);
}
