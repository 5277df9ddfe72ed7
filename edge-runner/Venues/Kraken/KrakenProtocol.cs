using System.Text.Json;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Venues.Kraken;

/// <summary>
/// Kraken WebSocket v2: book, ticker and trade; every symbol is answered by itself, and a book begins with a snapshot over the
/// stream, so that a broken one is left and subscribed to again.
/// </summary>
/// <remarks>Source: Kraken WebSocket v2, "book", "ticker", "trade", "instrument", "ping".</remarks>
/// <param name="depth">Levels a side: 10, 25, 100, 500 or 1000.</param>
public sealed class KrakenProtocol(int depth) : IVenueProtocol
{
    private const int InstrumentsAtOnce = 100;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    public int SnapshotDepth => 0;

    public VenueEndpoint PublicEndpoint { get; } = new(new Uri("https://api.kraken.com"), new Uri("wss://ws.kraken.com/v2"));

    /// <summary>About one public REST call a second; nothing here needs one.</summary>
    public int WeightPerMinute => 60;

    public Task<StreamAddress> LocateAsync(VenueEndpoint endpoint, VenueRest rest, CancellationToken cancellation)
        => Task.FromResult(new StreamAddress(endpoint.WebSocket, PingEvery, GreetsFirst: false));

    public IReadOnlyList<VenueRequest> Subscribe(IReadOnlyList<string> venueSymbols, RequestIds ids)
    {
        var requests = new List<VenueRequest>();
        foreach (var symbols in venueSymbols.Chunk(InstrumentsAtOnce))
        {
            requests.Add(Book("subscribe", symbols, ids.Next()));
            requests.Add(Ticker("subscribe", symbols, ids.Next(), VenueRequestKind.Other));
            requests.Add(Trade("subscribe", symbols, ids.Next(), VenueRequestKind.Other));
        }

        return requests;
    }

    public IReadOnlyList<VenueRequest> Resubscribe(string venueSymbol, FeedChannel channel, RequestIds ids)
    {
        string[] symbols = [venueSymbol];
        return channel switch
        {
            FeedChannel.Book => [Book("unsubscribe", symbols, ids.Next()), Book("subscribe", symbols, ids.Next())],
            FeedChannel.Quote => [Ticker("unsubscribe", symbols, ids.Next(), VenueRequestKind.Unsubscribe), Ticker("subscribe", symbols, ids.Next(), VenueRequestKind.Other)],
            _ => [Trade("unsubscribe", symbols, ids.Next(), VenueRequestKind.Unsubscribe), Trade("subscribe", symbols, ids.Next(), VenueRequestKind.Other)],
        };
    }

    public InstrumentSource Instruments(VenueEndpoint endpoint, RequestIds ids)
        => new(null, Request("subscribe", new { channel = "instrument", snapshot = true }, [], ids.Next(), VenueRequestKind.Other));

    public RestQuery Time(VenueEndpoint endpoint) => new(new Uri(endpoint.Rest, "/0/public/Time"), Weight: 1);

    /// <summary>{"error":[],"result":{"unixtime":1616336594,"rfc1123":"…"}}: whole seconds.</summary>
    public VenueTime? ReadTime(ReadOnlySpan<byte> body)
    {
        var key = "\"unixtime\":"u8;
        var at = body.IndexOf(key);
        return at >= 0 && System.Buffers.Text.Utf8Parser.TryParse(body[(at + key.Length)..], out long seconds, out _) ? VenueTime.OfSeconds(seconds) : null;
    }

    public VenueTime? TimeOf(ReadOnlySpan<byte> frame) => FrameTime.Iso(frame, "\"timestamp\":\""u8);

    public byte[] Ping(long id) => JsonSerializer.SerializeToUtf8Bytes(new { method = "ping", req_id = id });

    public VenueReply ReadReply(ReadOnlyMemory<byte> frame)
    {
        if (frame.Span.StartsWith("{\"channel\""u8) || ReplyJson.Read(frame) is not { } reply)
            return default;

        // A refusal names its symbol beside the error, a confirmation inside the result.
        var id = ReplyJson.Id(reply, "req_id");
        if (ReplyJson.Text(reply, "error") is { } error)
            return new VenueReply(VenueReplyKind.Refused, id, ReplyJson.Text(reply, "symbol"), error);
        return reply.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object
            ? new VenueReply(VenueReplyKind.Confirmed, id, ReplyJson.Text(result, "symbol"))
            : default;
    }

    private VenueRequest Book(string method, string[] venueSymbols, long id)
        => method == "subscribe"
            ? Request(method, new { channel = "book", symbol = venueSymbols, depth, snapshot = true }, venueSymbols, id, VenueRequestKind.Book)
            : Request(method, new { channel = "book", symbol = venueSymbols, depth }, venueSymbols, id, VenueRequestKind.Unsubscribe);

    private static VenueRequest Ticker(string method, string[] venueSymbols, long id, VenueRequestKind kind)
        => Request(method, new { channel = "ticker", symbol = venueSymbols, event_trigger = "bbo" }, venueSymbols, id, kind);

    private static VenueRequest Trade(string method, string[] venueSymbols, long id, VenueRequestKind kind)
        => Request(method, new { channel = "trade", symbol = venueSymbols, snapshot = false }, venueSymbols, id, kind);

    private static VenueRequest Request(string method, object parameters, string[] venueSymbols, long id, VenueRequestKind kind)
        => new(id, JsonSerializer.SerializeToUtf8Bytes(new { method, @params = parameters, req_id = id }), venueSymbols, kind);
}
