using Arbit.EdgeRunner.Slow;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Page;

/// <summary>Everything that the page needs, mapped in one call.</summary>
public static class PageEndpoints
{
    /// <summary>
    /// Maps <c>/</c> and the page's files, <c>/api/state</c>, <c>/api/events</c>, <c>/api/trading</c>, <c>/api/workflows</c> and what is
    /// asked of them, <c>/api/transfers</c>, <c>/api/mode</c>, <c>/api/sweep</c>, <c>/healthz</c> and <c>/readyz</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="source">What is shown.</param>
    /// <param name="trading">Where the buttons lead.</param>
    /// <param name="slow">Workflows, and where wishes go; null where no slow side reaches this process.</param>
    /// <param name="drift">What the inventory is held against; null where nobody rebalances.</param>
    /// <param name="time">The clock that paces the stream and judges a snapshot's age.</param>
    /// <param name="guard">Who may change something.</param>
    internal static void MapPage(
        this IEndpointRouteBuilder app, IStateSource source, ITradingSwitch trading, ISlowSide? slow, SlowSettings? drift, TimeProvider time, AccessGuard guard) =>
        app.MapPage(source, trading, slow, drift, time, guard, PageFiles.Embedded());

    internal static void MapPage(
        this IEndpointRouteBuilder app, IStateSource source, ITradingSwitch trading, ISlowSide? slow, SlowSettings? drift, TimeProvider time, AccessGuard guard, PageFiles files)
    {
        var stopping = app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var text = new StateText(new WholeState(source, slow, drift));
        var stream = new StateStream(text, time);
        var workflows = new WorkflowEndpoints(slow);
        var wishes = new WishEndpoints(slow, guard);
        var health = new HealthEndpoints(source, time);
        var pages = app.MapGroup("").AddEndpointFilter((invocation, next) =>
        {
            PageHeaders.Apply(invocation.HttpContext.Response);
            return next(invocation);
        });

        pages.MapLogin(guard, files);
        pages.MapGet("/api/state", () => Results.Bytes(text.Current(), "application/json; charset=utf-8"));
        pages.MapGet("/api/events", (Delegate)((HttpContext context) => stream.ServeAsync(context, stopping)));
        pages.MapPost("/api/trading", (Delegate)new TradingEndpoint(trading, guard).HandleAsync);
        pages.MapGet("/api/workflows", workflows.List);
        pages.MapGet("/api/workflows/{id}", workflows.Find);
        pages.MapPost("/api/workflows/{id}/approve", wishes.ApproveAsync);
        pages.MapPost("/api/workflows/{id}/refuse", wishes.RefuseAsync);
        pages.MapGet("/api/transfers", workflows.Transfers);
        pages.MapPost("/api/mode", (Delegate)wishes.FlipAsync);
        pages.MapPost("/api/sweep", (Delegate)wishes.SweepAsync);
        pages.MapGet("/healthz", health.Health);
        pages.MapGet("/readyz", health.Readiness);
        pages.MapGet("/{**path}", (string? path) => files.Serve(path));
    }
}
