using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation;

namespace Arbit.Tests.Simulation;

/// <summary>Real sockets on loopback. Time limits only keep a hung test from hanging the run; nothing is measured by them.</summary>
public sealed class SimulatedVenuesTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
    private readonly HttpClient http = new();

    public void Dispose()
    {
        limit.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task Binance_serves_streams_by_address_and_by_SUBSCRIBE_beside_its_rest_book()
    {
        await using SimulatedVenues venues = await StartAsync();
        SimulatedEndpoint endpoint = venues.Endpoints.Single(endpoint => endpoint.Venue == VenueNames.Binance);
        using ClientWebSocket socket = await ConnectAsync(new UriBuilder(endpoint.WebSocket) { Query = "streams=btcusdt@depth@100ms/btcusdt@bookTicker" }.Uri);
        await SendAsync(socket, """{"method":"SUBSCRIBE","params":["ethusdt@depth@100ms"],"id":5}""");

        await UntilAsync(socket, text => text == """{"result":null,"id":5}""");
        string diff = await UntilAsync(socket, text => text.StartsWith("""{"stream":"ethusdt@depth@100ms","data":{"e":"depthUpdate",""", StringComparison.Ordinal));
        long told = JsonDocument.Parse(diff).RootElement.GetProperty("data").GetProperty("u").GetInt64();
        JsonElement snapshot = await http.GetFromJsonAsync<JsonElement>(new Uri(endpoint.Rest, "/api/v3/depth?symbol=ETHUSDT&limit=1000"), limit.Token);
        Assert.True(snapshot.GetProperty("lastUpdateId").GetInt64() >= told, "a book asked for later is newer");

        HttpResponseMessage refused = await http.GetAsync(new Uri(endpoint.Rest, "/api/v3/depth?symbol=NOSUCH"), limit.Token);
        Assert.Equal("""{"code":-1121,"msg":"Invalid symbol."}""", await refused.Content.ReadAsStringAsync(limit.Token));
    }

    [Fact]
    public async Task Kraken_greets_acknowledges_and_keeps_a_checked_book()
    {
        await using SimulatedVenues venues = await StartAsync();
        using ClientWebSocket socket = await ConnectAsync(venues.Endpoints.Single(endpoint => endpoint.Venue == VenueNames.Kraken).WebSocket);
        await UntilAsync(socket, text => text.StartsWith("""{"channel":"status",""", StringComparison.Ordinal));
        await SendAsync(socket, """{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD","NO/PE"],"depth":25}}""");
        await UntilAsync(socket, text => text.StartsWith("""{"method":"subscribe","result":{"channel":"book","depth":25,"snapshot":true,"symbol":"BTC/USD"},"success":true""", StringComparison.Ordinal));

        var book = new TruncatingBook(25, afterEveryLevel: false);
        bool refused = false;
        for (int messages = 0; messages < 20;)
        {
            string text = await ReceiveAsync(socket);
            refused |= text.Contains("Currency pair not supported NO/PE", StringComparison.Ordinal);
            JsonElement message = JsonDocument.Parse(text).RootElement;
            if (!message.TryGetProperty("channel", out JsonElement channel) || channel.GetString() != "book") continue;
            book.Apply(message.GetProperty("data")[0], message.GetProperty("type").GetString() == "snapshot");
            Assert.Equal(message.GetProperty("data")[0].GetProperty("checksum").GetUInt32(), book.Checksum());
            messages++;
        }

        Assert.True(refused, "the unknown symbol is refused");
    }

    [Fact]
    public async Task Kucoin_gives_a_token_welcomes_and_sends_contiguous_level2()
    {
        await using SimulatedVenues venues = await StartAsync();
        SimulatedEndpoint endpoint = venues.Endpoints.Single(endpoint => endpoint.Venue == VenueNames.Kucoin);
        HttpResponseMessage reply = await http.PostAsync(new Uri(endpoint.Rest, "/api/v1/bullet-public"), content: null, limit.Token);
        JsonElement bullet = (await reply.Content.ReadFromJsonAsync<JsonElement>(limit.Token)).GetProperty("data");
        string address = bullet.GetProperty("instanceServers")[0].GetProperty("endpoint").GetString()!;
        Assert.Equal(endpoint.WebSocket, new Uri(address));
        using ClientWebSocket socket = await ConnectAsync(new Uri($"{address}?token={Uri.EscapeDataString(bullet.GetProperty("token").GetString()!)}&connectId=abc"));
        Assert.Equal("""{"id":"abc","type":"welcome"}""", await ReceiveAsync(socket));
        await SendAsync(socket, """{"id":"3","type":"subscribe","topic":"/market/level2:BTC-USDT","response":true}""");
        await UntilAsync(socket, text => text == """{"id":"3","type":"ack"}""");

        long previous = 0;
        for (int messages = 0; messages < 20; messages++)
        {
            JsonElement data = JsonDocument.Parse(await ReceiveAsync(socket)).RootElement.GetProperty("data");
            if (previous != 0) Assert.Equal(previous + 1, data.GetProperty("sequenceStart").GetInt64());
            previous = data.GetProperty("sequenceEnd").GetInt64();
        }
    }

    [Fact]
    public async Task Kucoin_refuses_a_socket_without_its_token_and_closes()
    {
        await using SimulatedVenues venues = await StartAsync();
        using ClientWebSocket socket = await ConnectAsync(venues.Endpoints.Single(endpoint => endpoint.Venue == VenueNames.Kucoin).WebSocket);
        Assert.Contains("\"code\":401", await ReceiveAsync(socket), StringComparison.Ordinal);
        WebSocketReceiveResult end = await socket.ReceiveAsync(new byte[16], limit.Token);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
    }

    [Fact]
    public async Task Dispose_ends_open_sockets()
    {
        SimulatedVenues venues = await StartAsync();
        List<ClientWebSocket> sockets = [];
        foreach (SimulatedEndpoint endpoint in venues.Endpoints) sockets.Add(await ConnectAsync(endpoint.WebSocket));
        await SendAsync(sockets[1], """{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"]}}""");
        await UntilAsync(sockets[1], text => text.Contains("snapshot", StringComparison.Ordinal));

        await venues.DisposeAsync();
        await venues.DisposeAsync();

        foreach (ClientWebSocket socket in sockets)
        {
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                while (true) await ReceiveAsync(socket);
            });
            Assert.NotEqual(WebSocketState.Open, socket.State);
            socket.Dispose();
        }

        Assert.False(limit.IsCancellationRequested, "ended by the server, not by the time limit");
    }

    [Fact]
    public async Task Faults_cut_connections_and_lose_diffs()
    {
        await using SimulatedVenues venues = await StartAsync(new SimulationFaults(DropDiffEvery: 5, DisconnectEvery: 200));
        using ClientWebSocket socket = await ConnectAsync(new UriBuilder(venues.Endpoints[0].WebSocket) { Query = "streams=btcusdt@depth@100ms" }.Uri);
        long previous = 0;
        int gaps = 0;
        while (gaps == 0)
        {
            JsonElement data = JsonDocument.Parse(await ReceiveAsync(socket)).RootElement.GetProperty("data");
            if (previous != 0 && data.GetProperty("U").GetInt64() != previous + 1) gaps++;
            previous = data.GetProperty("u").GetInt64();
        }

        await SendAsync(socket, """{"method":"SUBSCRIBE","params":["btcusdt@bookTicker","ethusdt@bookTicker","solusdt@bookTicker"],"id":1}""");
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true) await ReceiveAsync(socket);
        });
    }

    private Task<SimulatedVenues> StartAsync(SimulationFaults? faults = null) =>
        SimulatedVenues.StartAsync(new SimulationOptions { Seed = 1, Faults = faults ?? new SimulationFaults() }, TimeProvider.System, limit.Token);

    private async Task<ClientWebSocket> ConnectAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, limit.Token);
        return socket;
    }

    private Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, limit.Token);

    private async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 18];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException("closed");
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    private async Task<string> UntilAsync(ClientWebSocket socket, Func<string, bool> wanted)
    {
        while (true)
        {
            string text = await ReceiveAsync(socket);
            if (wanted(text)) return text;
        }
    }
}
