namespace Arbit.EdgeRunner.Telemetry;

/// <summary>Where Prometheus looks.</summary>
public static class MetricsEndpoint
{
    /// <summary>Maps <c>/metrics</c>.</summary>
    /// <param name="app">The application.</param>
    /// <param name="metrics">What is rendered.</param>
    public static void MapMetrics(this IEndpointRouteBuilder app, MetricsText metrics) =>
        app.MapGet("/metrics", () => Results.Text(metrics.Render(), MetricsText.ContentType));
}
