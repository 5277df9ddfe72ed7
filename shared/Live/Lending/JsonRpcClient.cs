using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arbit.Accounts;
using Arbit.Lending;

namespace Arbit.Live.Lending;

/// <summary>A node over HTTP.</summary>
public sealed class JsonRpcClient(HttpClient http, Uri endpoint) : INodeRpc
{
    private long _id;

    public async Task<JsonNode?> CallAsync(string method, JsonArray parameters, CancellationToken cancellation)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = Interlocked.Increment(ref _id), ["method"] = method, ["params"] = parameters };
        JsonNode? answer;
        try
        {
            using var response = await http.PostAsJsonAsync(endpoint, request, cancellation).ConfigureAwait(false);
            answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new FundingUnansweredException($"{method}: {e.Message}");
        }

        if (answer?["error"] is { } error)
            throw new FundingRefusedException($"{method}: {error["message"]}");
        return answer?["result"];
    }
}
