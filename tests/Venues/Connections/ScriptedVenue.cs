using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Arbit.Tests.Venues.Connections;

/// <summary>A socket on loopback that hears everything and says only what a test lets it say.</summary>
internal sealed class ScriptedVenue : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<WebSocket, Task> _greet;

    private ScriptedVenue(Func<WebSocket, Task> greet)
    {
        _greet = greet;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.UseWebSockets();
        _application.Run(HearAsync);
    }

    public Uri Rest { get; private set; } = new("http://127.0.0.1/");

    public Uri WebSocket => new UriBuilder(Rest) { Scheme = "ws", Path = "/v2" }.Uri;

    /// <param name="greet">What it says at once to whoever connects.</param>
    public static async Task<ScriptedVenue> StartAsync(Func<WebSocket, Task>? greet = null)
    {
        var venue = new ScriptedVenue(greet ?? (_ => Task.CompletedTask));
        await venue._application.StartAsync();
        venue.Rest = new Uri(venue._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return venue;
    }

    /// <summary>The next message from the client that contains this.</summary>
    public async Task HearsAsync(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await _heard.Reader.ReadAsync(limit.Token)).Contains(part, StringComparison.Ordinal))
        {
            // Another message.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _ending.Dispose();
    }

    private async Task HearAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status451UnavailableForLegalReasons;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        try
        {
            await _greet(socket);
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), _ending.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                _heard.Writer.TryWrite(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client went away, or the test is over.
        }
    }
}
