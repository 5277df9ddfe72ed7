using System.Text.Json;
using Arbit.EdgeRunner.Page;
using Arbit.Messages;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Bus.Wire;

/// <summary>
/// The bus for a second process on this machine (the slow side beside the edge):
/// <c>POST /api/bus/{hub}</c> sends an envelope, 200 once it is stored; <c>GET /api/bus/{hub}/stream?group=G</c> hands messages over, a
/// line of JSON each; <c>POST /api/bus/stream/{id}</c> tells what became of one. A stream that breaks off has handled nothing that was
/// not told, so that comes again. <c>GET /api/bus/dead</c> lists what was put aside.
/// </summary>
public static class BusEndpoints
{
    private const int LargestBody = 1 << 20;

    /// <param name="app">The application.</param>
    /// <param name="bus">What is behind it.</param>
    /// <param name="token">For whoever is not on this machine; null for nobody.</param>
    internal static void MapBus(this IEndpointRouteBuilder app, InProcessBus bus, AccessGuard guard)
    {
        var streams = new BusStreams(bus, app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var routes = app.MapGroup("/api/bus").AddEndpointFilter((invocation, next) => GuardAsync(guard, invocation, next));
        routes.MapPost("/{hub}", (string hub, HttpContext context) => SendAsync(bus, hub, context));
        routes.MapGet("/{hub}/stream", (string hub, string group, HttpContext context) => StreamAsync(streams, hub, group, context));
        routes.MapPost("/stream/{id}", (string id, HttpContext context) => EndAsync(streams, id, context));
        routes.MapGet("/dead", () => Results.Json(bus.DeadLetters(), WorkflowJson.Options));
    }

    private static async ValueTask<object?> GuardAsync(AccessGuard guard, EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
        => guard.Refusal(invocation.HttpContext) is { } refusal
            ? Results.Json(new { message = refusal }, statusCode: StatusCodes.Status403Forbidden)
            : await next(invocation);

    internal static bool TryHub(string name, out Hub hub) => Enum.TryParse(name, ignoreCase: true, out hub) && Enum.IsDefined(hub) && !int.TryParse(name, out _);

    private static Task StreamAsync(BusStreams streams, string hub, string group, HttpContext context)
    {
        if (TryHub(hub, out var known))
            return streams.ServeAsync(known, group, context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task<IResult> SendAsync(InProcessBus bus, string hub, HttpContext context)
    {
        if (!TryHub(hub, out var known) || known == Hub.DeadLetter)
            return Results.NotFound();
        if (!context.Request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength is null or > LargestBody)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        try
        {
            if (await JsonSerializer.DeserializeAsync<Envelope>(context.Request.Body, WorkflowJson.Options, context.RequestAborted) is not { Id: not null, Key: not null } message)
                return Results.BadRequest();
            await bus.SendAsync(known, message, context.RequestAborted);
            return Results.Ok();
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
        catch (IOException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> EndAsync(BusStreams streams, string id, HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var ended = await JsonSerializer.DeserializeAsync<HandlingEnded>(context.Request.Body, WorkflowJson.Options, context.RequestAborted);
            return ended is not null && streams.End(id, ended) ? Results.Ok() : Results.NotFound();
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }
}
