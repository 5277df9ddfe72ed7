using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Simulation.Accounts;

/// <summary>
/// One simulated venue on loopback with an account, and a client of it: HTTP and sockets, nothing of the program's. The time limit
/// only keeps a hung test from hanging the run.
/// </summary>
internal sealed class PrivateVenue : IAsyncDisposable
{
    public const string Key = "simulated-key";
    public const string Passphrase = "simulated-passphrase";

    // Base64, which Kraken's secrets are; to the others it is text like any other.
    public const string Secret = "c2ltdWxhdGVkLXNlY3JldC1vZi1uby13b3J0aA==";

    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
    private readonly HttpClient http = new();
    private readonly SimulatedVenues venues;
    private readonly byte[] buffer = new byte[1 << 20];

    private PrivateVenue(SimulatedVenues venues) => this.venues = venues;

    public SimulatedEndpoint Endpoint => venues.Endpoints[0];

    public long Milliseconds => venues.Now.ToUnixTimeMilliseconds();

    public static async Task<PrivateVenue> StartAsync(string venue, params (string Asset, decimal Amount)[] balances)
    {
        var fees = new FeeSchedule(Bps.From(10m), Bps.From(10m), venue == VenueNames.Binance ? FeeAsset.Received : FeeAsset.Quote);
        var account = new SimulatedAccountOptions(Key, Secret, Passphrase, fees, balances.ToDictionary(balance => balance.Asset, balance => balance.Amount));
        var options = new SimulationOptions
        {
            Seed = 7,
            Venues = [venue],
            DislocationsPerMinute = 0,
            RateScale = 0,
            Accounts = new Dictionary<string, SimulatedAccountOptions>(StringComparer.Ordinal) { [venue] = account },
        };
        return new PrivateVenue(await SimulatedVenues.StartAsync(options, TimeProvider.System, CancellationToken.None));
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string pathAndQuery, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Endpoint.Rest, pathAndQuery)) { Content = body };
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        using HttpResponseMessage response = await http.SendAsync(request, limit.Token);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(limit.Token)).RootElement);
    }

    public async Task<ClientWebSocket> ConnectAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(new UriBuilder(Endpoint.Rest) { Scheme = "ws" }.Uri, path), limit.Token);
        return socket;
    }

    public Task SayAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, limit.Token);

    /// <summary>The next message that is meant; those before it are passed over.</summary>
    public async Task<JsonElement> HearAsync(ClientWebSocket socket, Func<JsonElement, bool> isMeant)
    {
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            JsonElement message = JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement;
            if (isMeant(message)) return message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await venues.DisposeAsync();
        http.Dispose();
        limit.Dispose();
    }
}
