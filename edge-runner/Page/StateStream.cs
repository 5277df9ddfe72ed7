namespace Arbit.EdgeRunner.Page;

/// <summary>
/// <c>/api/events</c>: server-sent events. <c>state</c> carries a whole snapshot, at most twice a second and only when there
/// is a new one; <c>heartbeat</c> carries nothing and says that the connection lives. It is an event and not a comment
/// because a browser hides comments from the page, and the page tells a person when the line has gone silent.
/// </summary>
internal sealed class StateStream(StateText state, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private const int PacesPerHeartbeat = 6;

    /// <summary>Writes until the browser leaves or the program stops.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stopping">Signalled when the program stops: an endless response would otherwise hold the shutdown up.</param>
    public async Task ServeAsync(HttpContext context, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await WriteAsync(response, "retry: 1000\n\n"u8.ToArray(), ending.Token);
            await FollowAsync(response, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The ordinary end of a stream.
        }
        catch (IOException)
        {
            // The browser went away in the middle of a write.
        }
    }

    private async Task FollowAsync(HttpResponse response, CancellationToken cancel)
    {
        using var pace = new PeriodicTimer(Pace, time);
        byte[]? sent = null;
        var quiet = 0;
        do
        {
            var json = state.Current();
            if (!ReferenceEquals(json, sent))
            {
                await WriteStateAsync(response, json, cancel);
                sent = json;
                quiet = 0;
            }
            else if (++quiet % PacesPerHeartbeat == 0)
            {
                await WriteAsync(response, "event: heartbeat\ndata:\n\n"u8.ToArray(), cancel);
            }
        }
        while (await pace.WaitForNextTickAsync(cancel));
    }

    private static async Task WriteStateAsync(HttpResponse response, byte[] json, CancellationToken cancel)
    {
        // The JSON is one line: the serializer escapes line ends inside strings.
        await response.Body.WriteAsync("event: state\ndata: "u8.ToArray(), cancel);
        await response.Body.WriteAsync(json, cancel);
        await WriteAsync(response, "\n\n"u8.ToArray(), cancel);
    }

    private static async Task WriteAsync(HttpResponse response, byte[] bytes, CancellationToken cancel)
    {
        await response.Body.WriteAsync(bytes, cancel);
        await response.Body.FlushAsync(cancel);
    }
}
