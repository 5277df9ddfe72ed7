namespace Arbit.EdgeRunner.Page;

/// <summary>
/// <c>POST /api/trading</c> with <c>{"action": "pause"|"halt"|"resume", "reason": "…"}</c>; answers <c>{"message": "…"}</c>,
/// whatever the status.
/// </summary>
internal sealed class TradingEndpoint(ITradingSwitch trading, AccessGuard guard)
{
    private const int LongestReason = 200;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (guard.Refusal(context) is { } refusal)
            return JsonBody.Message(StatusCodes.Status403Forbidden, refusal);

        // What a form of another site can send without asking is never JSON.
        if (!context.Request.HasJsonContentType())
            return JsonBody.Message(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.");

        var request = await JsonBody.ReadAsync<TradingRequest>(context);
        if (request?.Action is not { } action)
            return JsonBody.Message(StatusCodes.Status400BadRequest, "The body must be {\"action\": \"pause\", \"halt\" or \"resume\", \"reason\": \"…\"}.");

        return JsonBody.Message(StatusCodes.Status200OK, await trading.RequestAsync(action, ReasonOf(request)));
    }

    private static string ReasonOf(TradingRequest request)
    {
        var reason = request.Reason?.ReplaceLineEndings(" ").Trim();
        if (string.IsNullOrEmpty(reason))
            return "A person at the page, without a word why.";
        return reason.Length <= LongestReason ? reason : reason[..LongestReason];
    }
}
