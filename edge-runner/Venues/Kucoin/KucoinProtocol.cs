using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Venues.Kucoin;

/// <summary>
/// KuCoin spot: a token from REST says where the stream is and how often to ping it; level2, ticker and match by topics of up
/// to 100 symbols; books started from REST.
/// </summary>
/// <remarks>Source: KuCoin, "Apply connect token" (bullet-public), "Subscribe", "Part order book (aggregated)".</remarks>
public sealed class KucoinProtocol : IVenueProtocol
{
    private const int InstrumentsAtOnce = 100;
    private static readonly string[] Channels = ["/market/level2:", "/market/ticker:", "/market/match:"];

    /// <summary>The stream's address is only what the token's answer is expected to name.</summary>
    public int SnapshotDepth => 100;

    public VenueEndpoint PublicEndpoint { get; } = new(new Uri("https://api.kucoin.com"), new Uri("wss://ws-api-spot.kucoin.com"));

    /// <summary>2000 in 30 seconds for an address without a key.</summary>
    public int WeightPerMinute => 4000;

    /// <summary>A connect token is valid for 24 hours.</summary>
    public TimeSpan? LongestConnection => TimeSpan.FromHours(24);

    public bool NumbersBooks => true;

    public async Task<StreamAddress> LocateAsync(VenueEndpoint endpoint, VenueRest rest, CancellationToken cancellation)
    {
        var body = await rest.SendAsync(new RestQuery(new Uri(endpoint.Rest, "/api/v1/bullet-public"), Weight: 10, IsPost: true), cancellation).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(body);
            var data = document.RootElement.GetProperty("data");
            var server = data.GetProperty("instanceServers")[0];
            var token = Uri.EscapeDataString(data.GetProperty("token").GetString() ?? "");
            var address = new UriBuilder(server.GetProperty("endpoint").GetString()!) { Query = $"token={token}&connectId=arbit" };
            return new StreamAddress(address.Uri, TimeSpan.FromMilliseconds(server.GetProperty("pingInterval").GetInt32()), GreetsFirst: true);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new VenueProblemException($"kucoin's answer to bullet-public names no stream: {e.Message}", e);
        }
    }

    public IReadOnlyList<VenueRequest> Subscribe(IReadOnlyList<string> venueSymbols, RequestIds ids)
        => [.. venueSymbols.Chunk(InstrumentsAtOnce).SelectMany(symbols => Channels.Select(channel => Subscription(channel, symbols, ids.Next())))];

    public RestQuery? Snapshot(VenueEndpoint endpoint, string venueSymbol)
        => new(new Uri(endpoint.Rest, $"/api/v1/market/orderbook/level2_100?symbol={Uri.EscapeDataString(venueSymbol)}"), Weight: 4);

    public IReadOnlyList<VenueRequest> Resubscribe(string venueSymbol, FeedChannel channel, RequestIds ids)
        => [Request("unsubscribe", Channels[(int)channel], [venueSymbol], ids.Next(), VenueRequestKind.Unsubscribe), Subscription(Channels[(int)channel], [venueSymbol], ids.Next())];

    public InstrumentSource Instruments(VenueEndpoint endpoint, RequestIds ids)
        => new(new RestQuery(new Uri(endpoint.Rest, "/api/v2/symbols"), Weight: 4), null);

    public RestQuery Time(VenueEndpoint endpoint) => new(new Uri(endpoint.Rest, "/api/v1/timestamp"), Weight: 3);

    public VenueTime? ReadTime(ReadOnlySpan<byte> body) => FrameTime.Milliseconds(body, "\"data\":"u8);

    public VenueTime? TimeOf(ReadOnlySpan<byte> frame) => FrameTime.Milliseconds(frame, "\"time\":"u8);

    public byte[] Ping(long id) => JsonSerializer.SerializeToUtf8Bytes(new { id = Text(id), type = "ping" });

    public VenueReply ReadReply(ReadOnlyMemory<byte> frame)
    {
        if (frame.Span.IndexOf("\"type\":\"message\""u8) >= 0 || ReplyJson.Read(frame) is not { } reply)
            return default;

        // {"id":"1","type":"ack"}, or {"id":"1","type":"error","code":404,"data":"topic … is not found"}.
        var id = ReplyJson.Id(reply, "id");
        return ReplyJson.Text(reply, "type") switch
        {
            "ack" => new VenueReply(VenueReplyKind.Confirmed, id),
            "error" => new VenueReply(VenueReplyKind.Refused, id, Problem: ReplyJson.Text(reply, "data") ?? "no reason given"),
            _ => default,
        };
    }

    /// <summary>A refusal comes with HTTP 200 and a code of its own.</summary>
    public string? RefusalIn(ReadOnlySpan<byte> body)
        => body.IndexOf("\"code\":\"200000\""u8) >= 0
            ? null
            : Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)]);

    private static VenueRequest Subscription(string channel, string[] venueSymbols, long id)
        => Request("subscribe", channel, venueSymbols, id, channel == Channels[0] ? VenueRequestKind.Book : VenueRequestKind.Other);

    private static VenueRequest Request(string type, string channel, string[] venueSymbols, long id, VenueRequestKind kind)
    {
        var topic = channel + string.Join(',', venueSymbols);
        return new VenueRequest(id, JsonSerializer.SerializeToUtf8Bytes(new { id = Text(id), type, topic, privateChannel = false, response = true }), venueSymbols, kind);
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
