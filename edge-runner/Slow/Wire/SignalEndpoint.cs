using Arbit.Signals;

namespace Arbit.EdgeRunner.Slow.Wire;

/// <summary>The door of alerts (<see cref="SignalDoor"/>) at the page's port.</summary>
public static class SignalEndpoint
{
    /// <param name="app">The application.</param>
    /// <param name="intake">Null where signals are taken in another process.</param>
    public static void MapSignals(this IEndpointRouteBuilder app, SignalIntake? intake)
    {
        var door = intake is null ? null : new SignalDoor(intake);
        app.MapPost("/api/signals/tradingview", async (HttpContext context) =>
        {
            if (door is null)
                return Results.Text("signals are taken by the slow side, which is not in this process (Slow:Enabled)", statusCode: StatusCodes.Status503ServiceUnavailable);
            var answer = await door.AnswerAsync(context.Request.Body, context.Request.ContentLength, context.Connection.RemoteIpAddress, context.RequestAborted);
            return Results.Text(answer.Text, statusCode: answer.Status);
        });
    }
}
