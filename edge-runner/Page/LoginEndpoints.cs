namespace Arbit.EdgeRunner.Page;

/// <summary>
/// The door for those who are not at this machine: <c>GET /login</c> asks for the token, <c>POST /login</c> with
/// <c>{"token": "…"}</c> begins a session. Health checks and metrics have no door; the bus and the signals have their own.
/// </summary>
internal static class LoginEndpoints
{
    private const string Path = "/login";

    private static readonly string[] Open = [Path, "/login.js", "/js/wish.js", "/css/", "/favicon.svg", "/healthz", "/readyz", "/metrics", "/api/bus/", "/api/paper/", "/api/signals/"];

    public static void MapLogin(this IEndpointRouteBuilder app, AccessGuard guard, PageFiles files)
    {
        app.MapGet(Path, () => files.Serve("login.html"));
        app.MapPost(Path, (Delegate)((HttpContext context) => BeginAsync(context, guard)));
    }

    /// <summary>Before everything else: who may not read is led to the door.</summary>
    public static void UseLogin(this IApplicationBuilder app, AccessGuard guard) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value ?? "/";
        if (guard.MayRead(context) || Array.Exists(Open, open => open[^1] == '/' ? path.StartsWith(open, StringComparison.Ordinal) : path == open))
            return next(context);
        if (HttpMethods.IsGet(context.Request.Method) && path == "/")
        {
            context.Response.Redirect(Path);
            return Task.CompletedTask;
        }

        return JsonBody.Message(StatusCodes.Status401Unauthorized, "From elsewhere than its own machine Arbit wants the token (/login, or Authorization: Bearer).").ExecuteAsync(context);
    });

    private static async Task<IResult> BeginAsync(HttpContext context, AccessGuard guard)
    {
        if (!guard.HasToken)
            return JsonBody.Message(StatusCodes.Status404NotFound, "No token is configured here (ARBIT_PAGE_TOKEN): Arbit can be told what to do at its own machine only.");
        if (!TradingGuard.IsOwnSite(context.Request.Headers) || !context.Request.HasJsonContentType())
            return JsonBody.Message(StatusCodes.Status403Forbidden, TradingGuard.OtherSite);
        return await JsonBody.ReadAsync<LoginRequest>(context) is { Token: { } told } && guard.TryBegin(context, told.Trim())
            ? JsonBody.Message(StatusCodes.Status200OK, "Welcome.")
            : JsonBody.Message(StatusCodes.Status403Forbidden, "That is not the token.");
    }

    private sealed record LoginRequest
    {
        public string? Token { get; init; }
    }
}
