using Arbit.Signals;

namespace Arbit.EdgeRunner.Slow.Wire;

/// <summary>
/// <c>POST /api/signals/tradingview</c>: an alert's body, answered with the intake's status and sentence. Only so many are at it at once;
/// more are told to come again, so a flood costs neither memory nor anybody else's time.
/// </summary>
public static class SignalEndpoint
{
    private const int MostAtOnce = 512;

    /// <param name="app">The application.</param>
    /// <param name="intake">Null where signals are taken in another process.</param>
    public static void MapSignals(this IEndpointRouteBuilder app, SignalIntake? intake)
    {
        var atOnce = 0;
        app.MapPost("/api/signals/tradingview", async (HttpContext context) =>
        {
            if (intake is null)
                return Results.Text("signals are taken by the slow side, which is not in this process (Slow:Enabled)", statusCode: StatusCodes.Status503ServiceUnavailable);
            try
            {
                if (Interlocked.Increment(ref atOnce) > MostAtOnce)
                    return Results.Text("too many at once; send it again", statusCode: StatusCodes.Status503ServiceUnavailable);
                var body = await ReadAsync(context);
                var answer = await intake.TakeAsync(body, context.Connection.RemoteIpAddress, context.RequestAborted);
                return Results.Text(answer.Text, statusCode: answer.Status);
            }
            finally
            {
                Interlocked.Decrement(ref atOnce);
            }
        });
    }

    /// <summary>No more than one byte over what is read at all: the intake says the rest.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        const int Most = SignalFields.MaxBytes + 1;
        var told = context.Request.ContentLength ?? 0;
        var buffer = new byte[told is > 0 and < Most ? (int)told + 1 : Most];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await context.Request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted);
            if (read == 0)
                break;
            length += read;
        }

        return buffer.AsMemory(0, length);
    }
}
