using System.Net;
using System.Net.WebSockets;
using Arbit.EdgeRunner.Simulation.Binance;
using Arbit.EdgeRunner.Simulation.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Arbit.EdgeRunner.Simulation.Servers;

/// <summary>One venue on a loopback port of its own: REST by HTTP, everything else by WebSocket.</summary>
internal sealed class VenueServer : IAsyncDisposable
{
    // Binance pings every 20 s and drops who does not answer within a minute; the others leave pinging to the client.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PongWithin = TimeSpan.FromMinutes(1);

    private readonly SimulatedVenue venue;
    private readonly Lock world;
    private readonly SimulationOptions options;
    private readonly WebApplication application;
    private readonly CancellationTokenSource stopping = new();

    /// <param name="world">Held whenever the market or the venue is touched.</param>
    public VenueServer(SimulatedVenue venue, Lock world, SimulationOptions options)
    {
        this.venue = venue;
        this.world = world;
        this.options = options;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        application = builder.Build();
        application.UseWebSockets();
        application.Run(HandleAsync);
    }

    public async Task<SimulatedEndpoint> StartAsync(CancellationToken cancellation)
    {
        await application.StartAsync(cancellation).ConfigureAwait(false);
        var bound = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return new SimulatedEndpoint(venue.Name, bound, SocketAt(bound));
    }

    public async ValueTask DisposeAsync()
    {
        // Open sockets first: the server waits for requests to end, and a WebSocket is one.
        await stopping.CancelAsync().ConfigureAwait(false);
        await application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private Uri SocketAt(Uri rest) => new UriBuilder(rest)
    {
        Scheme = "ws",
        Path = venue.Name switch
        {
            VenueNames.Binance => "/stream",
            VenueNames.Kraken => "/v2",
            _ => "/",
        },
    }.Uri;

    private Task HandleAsync(HttpContext context) => context.WebSockets.IsWebSocketRequest ? SocketAsync(context) : RestAsync(context);

    private async Task RestAsync(HttpContext context)
    {
        var here = new Uri($"http://{context.Request.Host}/");
        using var body = new StreamReader(context.Request.Body);
        var request = new RestRequest(context.Request.Method, context.Request.Path.Value ?? "/", Query(context.Request), SocketAt(here))
        {
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            RawQuery = (context.Request.QueryString.Value ?? "").TrimStart('?'),
            Body = await body.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false),
        };
        RestReply reply;
        lock (world) reply = venue.Rest(request);
        if (reply == RestReply.Lost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task SocketAsync(HttpContext context)
    {
        var accept = new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan };
        if (venue.Name == VenueNames.Binance) (accept.KeepAliveInterval, accept.KeepAliveTimeout) = (PingEvery, PongWithin);
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(accept).ConfigureAwait(false);
        byte[]? announcement = venue.Name == VenueNames.Binance ? BinanceFrames.ServerShutdown : null;
        var connection = new ClientConnection(socket, options.ClientBacklog, options.Faults.DisconnectEvery, options.Faults.AnnounceEndAfter, announcement);
        VenueClient? client;
        lock (world) client = venue.Connect(context.Request.Path.Value ?? "/", Query(context.Request), (_, frame) => connection.Send(frame));
        if (client is null || client.CloseRequested) connection.Close();
        try
        {
            await connection.RunAsync(message => Receive(client, message), stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (world)
            {
                if (client is not null) venue.Disconnect(client);
            }
        }
    }

    private void Receive(VenueClient? client, ReadOnlyMemory<byte> message)
    {
        lock (world) client?.Hear(message);
    }

    private static Dictionary<string, string> Query(HttpRequest request) =>
        request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
}
