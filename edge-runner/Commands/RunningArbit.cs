using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Run;

namespace Arbit.EdgeRunner.Commands;

/// <summary>An Arbit that runs, over the same address that its page has. What goes wrong is a sentence for a person.</summary>
internal sealed class RunningArbit : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;

    private RunningArbit(Uri address)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = Patience };
        if (Environment.GetEnvironmentVariable(RunHost.PageToken)?.Split(',')[0].Trim() is { Length: > 0 } token)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public static Option<string> Url() => new("--url") { Description = "where it runs", DefaultValueFactory = _ => "http://localhost:9109" };

    public static Option<bool> Json() => new("--json") { Description = "print one JSON object" };

    /// <summary>Does something with the one that runs; ends with <see cref="Output.Failed"/> and one sentence where it cannot be done.</summary>
    public static async Task<int> WithAsync(string url, Func<RunningArbit, Task> work)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Output.Fail($"--url is '{url}'; it is such as http://localhost:9109");
        using var arbit = new RunningArbit(address);
        try
        {
            await work(arbit).ConfigureAwait(false);
            return 0;
        }
        catch (RefusedByArbitException e)
        {
            return Output.Fail(e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return Output.Fail($"no Arbit answers at {url}: start one with 'arbit run', or say with --url where it runs");
        }
        catch (JsonException)
        {
            return Output.Fail($"what answers at {url} is no Arbit, or one of another version");
        }
    }

    /// <exception cref="RefusedByArbitException">It is not there; with its own words.</exception>
    public async Task<T> GetAsync<T>(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative)).ConfigureAwait(false);
        return await ReadAsync<T>(response).ConfigureAwait(false);
    }

    /// <summary>Puts a wish; answers with its sentence.</summary>
    /// <exception cref="RefusedByArbitException">It was refused; with its own words.</exception>
    public Task<string> PostAsync(string path, WishRequest wish) => PostAsync<WishRequest>(path, wish with { By = WishSource.Cli });

    /// <summary>Asks for a change; answers with what was said to it.</summary>
    /// <exception cref="RefusedByArbitException">It was refused; with its own words.</exception>
    public async Task<string> PostAsync<T>(string path, T request)
    {
        // A body of a known length: the other side takes no other.
        using var body = JsonContent.Create(request, options: PageJson.Options);
        await body.LoadIntoBufferAsync().ConfigureAwait(false);
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), body).ConfigureAwait(false);
        return (await ReadAsync<Said>(response).ConfigureAwait(false)).Message;
    }

    /// <summary>A health check's own words.</summary>
    /// <exception cref="RefusedByArbitException">It is not well; with what is missing.</exception>
    public async Task<string> HealthAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative)).ConfigureAwait(false);
        var health = Read<Health>(await response.Content.ReadAsStringAsync().ConfigureAwait(false));
        return response.IsSuccessStatusCode ? health.Status : throw new RefusedByArbitException($"{health.Status}: {string.Join("; ", health.Missing)}");
    }

    public void Dispose() => _client.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new RefusedByArbitException(Read<Said>(text).Message);
        return Read<T>(text);
    }

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, PageJson.Options) ?? throw new JsonException("nothing");

    private sealed record Health
    {
        public required string Status { get; init; }

        public required IReadOnlyList<string> Missing { get; init; }
    }

    private sealed record Said
    {
        public required string Message { get; init; }
    }
}
