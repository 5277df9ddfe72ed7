using System.Text;
using Arbit.Functions.Setup;
using Arbit.Slow.Operations;
using Arbit.Workflows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Operations;

/// <summary>
/// What operators ask for beside the page. Each needs the function's key and the operator's own token (<c>X-Operator-Token</c>): the key
/// alone does nothing, and who it was stands in the decision.
/// </summary>
public sealed class OperationFunctions(SlowHome slow)
{
    private const string TokenHeader = "X-Operator-Token";
    private const int NewestListed = 100;

    /// <summary><c>POST /api/operations/{approve|refuse|flip|sweep|deposit|withdraw|pause|halt|resume}</c> with an <see cref="OperationRequest"/>.</summary>
    [Function("operation")]
    public async Task<HttpResponseData> DoAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operations/{verb}")] HttpRequestData request,
        string verb,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (slow.Operators.NameOf(request.Header(TokenHeader)) is not { } name)
            return await NobodyAsync(request, cancellation);
        if (OperationDesk.Read(await ReadAsync(request.Body, cancellation)) is not { } asked)
            return await SayAsync(request, 400, "The body is a small JSON object of workflow, question, mode, amount, reason and request, as far as they are needed.", cancellation);
        var answer = await slow.OperateAsync(slow.HostOf(durable), verb, asked, name, cancellation);
        return await SayAsync(request, answer.Status, answer.Text, cancellation);
    }

    /// <summary><c>GET /api/operations/workflows</c>: the newest; <c>/ID</c>: one.</summary>
    [Function("workflows")]
    public async Task<HttpResponseData> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "operations/workflows/{*id}")] HttpRequestData request,
        string? id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (slow.Operators.NameOf(request.Header(TokenHeader)) is null)
            return await NobodyAsync(request, cancellation);
        var host = slow.HostOf(durable);
        if (string.IsNullOrEmpty(id))
            return await request.JsonAsync(200, await host.ListAsync(NewestListed, cancellation), cancellation);
        return await host.FindAsync(id, cancellation) is { } view
            ? await request.JsonAsync(200, view, cancellation)
            : await SayAsync(request, 404, "There is no such workflow.", cancellation);
    }

    private static Task<HttpResponseData> NobodyAsync(HttpRequestData request, CancellationToken cancellation)
        => SayAsync(request, 401, $"An operator's token is needed ({TokenHeader}).", cancellation);

    private static Task<HttpResponseData> SayAsync(HttpRequestData request, int status, string message, CancellationToken cancellation)
        => request.JsonAsync(status, new { message }, cancellation);

    /// <summary>What is longer is cut, and is no JSON any more.</summary>
    private static async Task<string> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = new byte[OperationDesk.MaxBytes];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
