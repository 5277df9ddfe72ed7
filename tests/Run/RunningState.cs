using System.Text.Json;

namespace Arbit.Tests.Run;

/// <summary>What a running program says of itself: its state as the page gets it, pushed as server-sent events.</summary>
internal static class RunningState
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The first state that a condition holds for.</summary>
    public static async Task<JsonElement> OfAsync(ArbitProcess arbit, Func<JsonElement, bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient();
        await using var stream = await http.GetStreamAsync(new Uri(PageOf(arbit), "/api/events"), patience.Token);
        using var reader = new StreamReader(stream);
        var last = "";
        try
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                if (!line.StartsWith("data: {", StringComparison.Ordinal))
                    continue;
                last = line["data:".Length..];
                var state = JsonDocument.Parse(last).RootElement;
                if (holds(state))
                    return state;
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"what was waited for never came; the last state was {last}", e);
        }

        throw new EndOfStreamException($"the program ended meanwhile: {arbit.Output}{arbit.Errors}");
    }

    /// <summary>Until it says that it is ready: asked again with each state that it publishes.</summary>
    public static async Task ReadyAsync(ArbitProcess arbit)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(Patience);
        var asked = DateTimeOffset.MinValue;
        while (true)
        {
            var state = await OfAsync(arbit, state => NowOf(state) > asked);
            asked = NowOf(state);
            using var answer = await http.GetAsync(PathOf(arbit, "/readyz"));
            if (answer.IsSuccessStatusCode)
                return;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"it never got ready: {await answer.Content.ReadAsStringAsync()}");
        }

        static DateTimeOffset NowOf(JsonElement state) => state.GetProperty("program").GetProperty("now").GetDateTimeOffset();
    }

    /// <summary>The state as it is now, as text.</summary>
    public static async Task<string> TextAsync(ArbitProcess arbit)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(PageOf(arbit), "/api/state"));
    }

    public static bool IsClosed(JsonElement cycle) => cycle.GetProperty("state").GetString() is not ("working" or "recovering");

    /// <summary>A path of its page's server.</summary>
    public static Uri PathOf(ArbitProcess arbit, string path) => new(PageOf(arbit), path);

    private static Uri PageOf(ArbitProcess arbit)
        => new(arbit.Output.Split().First(word => word.StartsWith("http://localhost:", StringComparison.Ordinal)));
}
