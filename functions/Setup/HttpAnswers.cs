using System.Net;
using Arbit.Workflows;
using Microsoft.Azure.Functions.Worker.Http;

namespace Arbit.Functions.Setup;

/// <summary>Requests and answers of HTTP triggers.</summary>
internal static class HttpAnswers
{
    /// <summary>Null where the header is absent; of several the last.</summary>
    public static string? Header(this HttpRequestData request, string name)
        => request.Headers.TryGetValues(name, out var values) ? values.LastOrDefault() : null;

    public static async Task<HttpResponseData> TextAsync(this HttpRequestData request, int status, string text, CancellationToken cancellation)
        => await AnswerAsync(request, status, "text/plain; charset=utf-8", text, cancellation);

    public static async Task<HttpResponseData> JsonAsync<T>(this HttpRequestData request, int status, T value, CancellationToken cancellation)
        => await AnswerAsync(request, status, "application/json; charset=utf-8", WorkflowJson.Write(value), cancellation);

    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, int status, string type, string text, CancellationToken cancellation)
    {
        var answer = request.CreateResponse((HttpStatusCode)status);
        answer.Headers.Add("Content-Type", type);
        answer.Headers.Add("Cache-Control", "no-store");
        await answer.WriteStringAsync(text, cancellation);
        return answer;
    }
}
