using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Simulation.Servers;

/// <summary>Tells on a known port of this machine where the simulated venues listen, so that they can be a process of their own.</summary>
public static class SimulatedVenuesHost
{
    private const string Path = "/venues";

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<WebApplication> ListenAsync(IReadOnlyList<SimulatedEndpoint> endpoints, int port, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        var application = builder.Build();
        var answer = JsonSerializer.SerializeToUtf8Bytes(endpoints, JsonSerializerOptions.Web);
        application.Run(context =>
        {
            context.Response.StatusCode = context.Request.Path == Path ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            context.Response.ContentType = "application/json";
            return context.Request.Path == Path ? context.Response.Body.WriteAsync(answer, context.RequestAborted).AsTask() : Task.CompletedTask;
        });
        await application.StartAsync(cancellation).ConfigureAwait(false);
        return application;
    }

    /// <summary>Where they listen, each on this machine.</summary>
    /// <exception cref="VenueProblemException">Nothing answers there, or a venue is not simulated there.</exception>
    public static async Task<IReadOnlyList<SimulatedEndpoint>> AskAsync(HttpClient http, Uri address, IReadOnlyList<string> venues, CancellationToken cancellation)
    {
        try
        {
            var endpoints = await http.GetFromJsonAsync<List<SimulatedEndpoint>>(new Uri(address, Path), cancellation).ConfigureAwait(false) ?? [];
            var missing = venues.Where(venue => endpoints.All(endpoint => endpoint.Venue != venue)).ToList();
            if (missing.Count > 0)
                throw new VenueProblemException($"{string.Join(", ", missing)} is not among the simulated venues at {address}: begin `arbit venues` with the same --venue");

            // Signed requests go there: never anywhere but this machine.
            return endpoints.All(endpoint => endpoint.Rest.IsLoopback && endpoint.WebSocket.IsLoopback)
                ? endpoints
                : throw new VenueProblemException($"what answers at {address} names a venue that is not on this machine");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new VenueProblemException($"no simulated venues answer at {address}: begin them with `arbit venues`, or leave Simulation:Address empty");
        }
    }
}
