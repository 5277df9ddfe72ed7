using Arbit.Messages;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Arbit.Functions.Setup;

/// <summary>
/// Where the worker's own spans, logs and measures go. With an OTLP endpoint, there (a collector that exports to Application Insights);
/// without one, what the worker says goes to the Functions host, which has Application Insights itself.
/// </summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(PatientHandler.Tracing))
            .UseFunctionsWorkerDefaults()
            .UseOtlpExporter();
    }
}
