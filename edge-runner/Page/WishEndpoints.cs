using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Slow;
using Arbit.Messages.Facts;
using Arbit.Strategy;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Page;

/// <summary>
/// What a person asks of the slow side: a yes or a no, a flip, a sweep. Each answers <c>{"message": "…"}</c> as soon as the bus has the
/// wish; what becomes of it shows among the workflows.
/// </summary>
/// <param name="slow">Null where no slow side reaches this process: every wish is then refused.</param>
/// <param name="guard">Who may ask.</param>
internal sealed class WishEndpoints(ISlowSide? slow, AccessGuard guard)
{
    /// <summary><c>POST /api/workflows/{id}/approve</c>, with <c>{"question": "…"}</c> where only that question is meant.</summary>
    public Task<IResult> ApproveAsync(HttpContext context, string id) => DecideAsync(context, WorkflowEndpoints.Decoded(id), PersonWish.Approve);

    /// <summary><c>POST /api/workflows/{id}/refuse</c>, likewise.</summary>
    public Task<IResult> RefuseAsync(HttpContext context, string id) => DecideAsync(context, WorkflowEndpoints.Decoded(id), PersonWish.Refuse);

    /// <summary><c>POST /api/mode</c> with <c>{"mode": "BTC"|"GOLD"}</c>.</summary>
    public Task<IResult> FlipAsync(HttpContext context) => AskAsync(context, (asked, request) =>
    {
        if (request.Mode is not { } mode)
            return Task.FromResult(JsonBody.Message(StatusCodes.Status400BadRequest, "The body must be {\"mode\": \"BTC\" or \"GOLD\"}."));
        var name = mode.Word();
        return PutAsync(asked, PersonWish.Flip, name, request, $"The flip to {name} is on its way; the mode shows when it has been taken.", context.RequestAborted);
    });

    /// <summary><c>POST /api/sweep</c>.</summary>
    public Task<IResult> SweepAsync(HttpContext context) => AskAsync(context, (asked, request) =>
        PutAsync(asked, PersonWish.Sweep, "", request, "The sweep is on its way; what it would cost is asked before anything leaves.", context.RequestAborted));

    private Task<IResult> DecideAsync(HttpContext context, string id, PersonWish wish) => AskAsync(context, (asked, request) =>
    {
        if (asked.Workflows.FirstOrDefault(view => view.InstanceId == id) is not { } view)
            return Task.FromResult(JsonBody.Message(StatusCodes.Status404NotFound, $"There is no workflow {id}."));
        if (view.State != WorkflowState.Running || view.Status is not { NeedsDecision: true } status)
            return Task.FromResult(JsonBody.Message(StatusCodes.Status409Conflict, $"{id} waits for nobody's yes or no."));
        if (request.Question is not null && request.Question != status.Question)
            return Task.FromResult(JsonBody.Message(StatusCodes.Status409Conflict, $"{id} asks something else by now: {status.Question}"));
        var done = wish == PersonWish.Approve ? $"The yes is on its way to {id}." : $"The no is on its way to {id}.";
        return PutAsync(asked, wish, id, request, done, context.RequestAborted);
    });

    private async Task<IResult> AskAsync(HttpContext context, Func<ISlowSide, WishRequest, Task<IResult>> ask)
    {
        if (guard.Refusal(context) is { } refusal)
            return JsonBody.Message(StatusCodes.Status403Forbidden, refusal);
        if (slow is null)
            return JsonBody.Message(StatusCodes.Status503ServiceUnavailable, "No slow side runs beside this Arbit: nobody would do it.");

        // A command line may send nothing at all; a browser that does so tells its site, and the guard has looked at it.
        if (context.Request.ContentLength is null or 0 && !context.Request.Headers.ContainsKey("Transfer-Encoding"))
            return await ask(slow, new WishRequest());
        if (!context.Request.HasJsonContentType())
            return JsonBody.Message(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.");
        if (await JsonBody.ReadAsync<WishRequest>(context) is not { } request)
            return JsonBody.Message(StatusCodes.Status400BadRequest, "The body must be a small JSON object of mode, question and by, as far as they are needed.");
        return await ask(slow, request);
    }

    private static async Task<IResult> PutAsync(ISlowSide slow, PersonWish wish, string target, WishRequest request, string done, CancellationToken cancellation)
    {
        try
        {
            await slow.AskAsync(wish, target, request.By == WishSource.Cli ? "cli" : "page", cancellation);
            return JsonBody.Message(StatusCodes.Status200OK, done);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever keeps the bus from storing it: the person has to know that it was not.
            return JsonBody.Message(StatusCodes.Status503ServiceUnavailable, $"It could not be put on the bus: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
