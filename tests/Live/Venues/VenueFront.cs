using System.Net;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Servers;
using Arbit.EdgeRunner.Simulation.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Arbit.Tests.Live.Venues;

/// <summary>
/// One simulated venue's REST paths and sockets on loopback, whose time moves when it is asked. It takes down every request, and loses whatever
/// a test tells it to: on the way there, or on the way back.
/// </summary>
internal sealed class VenueFront : IAsyncDisposable
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedVenue _venue;
    private readonly Lock _gate;
    private readonly WebApplication _application;
    private readonly List<RestRequest> _requests = [];
    private readonly List<ClientConnection> _connections = [];
    private readonly CancellationTokenSource _stopping = new();

    private VenueFront(SimulatedWorld world, string venue, Lock gate)
    {
        (_world, _venue, _gate) = (world, world.Venue(venue), gate);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.UseWebSockets();
        _application.Run(context => context.WebSockets.IsWebSocketRequest ? SocketAsync(context) : HandleAsync(context));
    }

    public Uri Rest { get; private set; } = null!;

    /// <summary>Requests of this kind never arrive; the connection ends.</summary>
    public Func<RestRequest, bool> LosesRequest { get; set; } = _ => false;

    /// <summary>Requests of this kind are done, and the connection ends without a word.</summary>
    public Func<RestRequest, bool> LosesAnswer { get; set; } = _ => false;

    /// <summary>Requests of this kind are answered with this instead.</summary>
    public Func<RestRequest, RestReply?> Answers { get; set; } = _ => null;

    public IReadOnlyList<RestRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>How many requests arrived at a path, the lost ones among them.</summary>
    public int Count(string method, string path) => Requests.Count(request => request.Method == method && request.Path == path);

    public static async Task<VenueFront> StartAsync(SimulatedWorld world, string venue, Lock gate)
    {
        var front = new VenueFront(world, venue, gate);
        await front._application.StartAsync();
        front.Rest = new Uri(front._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return front;
    }

    /// <summary>Every socket breaks.</summary>
    public void CutSockets()
    {
        lock (_gate)
            _connections.ForEach(connection => connection.Abort());
    }

    public async ValueTask DisposeAsync()
    {
        // Open sockets first: the server waits for requests to end, and a socket is one.
        await _stopping.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new RestRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "/",
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            new Uri($"ws://{context.Request.Host}/"))
        {
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            RawQuery = (context.Request.QueryString.Value ?? "").TrimStart('?'),
            Body = await reader.ReadToEndAsync(),
        };
        RestReply reply;
        lock (_gate)
        {
            _requests.Add(request);
            if (LosesRequest(request))
            {
                context.Abort();
                return;
            }

            CatchUp();
            reply = Answers(request) ?? _venue.Rest(request);
            if (reply == RestReply.Lost || LosesAnswer(request))
            {
                context.Abort();
                return;
            }
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        await context.Response.Body.WriteAsync(reply.Body);
    }

    private async Task SocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new ClientConnection(socket, 1_000, 0);
        VenueClient client;
        lock (_gate)
        {
            _connections.Add(connection);
            var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
            client = _venue.Connect(context.Request.Path.Value ?? "/", query, (_, frame) => connection.Send(frame))
                ?? throw new InvalidOperationException($"{_venue.Name} has no socket at {context.Request.Path}");
        }

        try
        {
            await connection.RunAsync(message => Hear(client, message), _stopping.Token);
        }
        finally
        {
            lock (_gate)
            {
                _connections.Remove(connection);
                _venue.Disconnect(client);
            }
        }
    }

    private void Hear(VenueClient client, ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            CatchUp();
            client.Hear(message);
        }
    }

    /// <summary>By whole steps: its clock is never ahead of the client's.</summary>
    private void CatchUp()
    {
        var steps = (TimeProvider.System.GetUtcNow() - _world.Market.Now).Ticks / _world.Market.Step.Ticks;
        if (steps > 0)
            _world.Advance(_world.Market.Step * steps);
    }
}
