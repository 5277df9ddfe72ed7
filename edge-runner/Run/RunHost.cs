using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Telemetry;

namespace Arbit.EdgeRunner.Run;

/// <summary>Serves a run's page, metrics and health checks until a person or the system ends it.</summary>
public static class RunHost
{
    /// <summary>Ends with 0 after Ctrl-C or SIGTERM; throws what made the engine fail.</summary>
    public static async Task<int> ServeAsync(RunOptions options, TimeProvider time, CancellationToken cancellation)
    {
        await using var run = await PaperRun.StartAsync(options, time, cancellation).ConfigureAwait(false);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(server => server.ListenLocalhost(options.Settings.Options.Port));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var app = builder.Build();
        await using (app.ConfigureAwait(false))
        {
            app.MapPage(run.State, run.Switch, time);
            app.MapMetrics(run.Metrics);
            await app.StartAsync(cancellation).ConfigureAwait(false);
            Announce(options);
            using var ended = run.Ended.Token.Register(app.Lifetime.StopApplication);
            using var cancelled = cancellation.Register(app.Lifetime.StopApplication);
            await app.WaitForShutdownAsync(CancellationToken.None).ConfigureAwait(false);
        }

        run.ThrowIfFailed();
        return 0;
    }

    private static void Announce(RunOptions options)
    {
        var settings = options.Settings.Options;
        Console.WriteLine($"Arbit runs on paper against {(options.Settings.IsSimulatedFeed ? "simulated venues" : "the venues' public streams")}: no real order is sent.");
        Console.WriteLine($"  page     http://localhost:{settings.Port}");
        Console.WriteLine($"  data     {Path.GetFullPath(settings.DataPath)}");
        if (options.RecordTo is { } folder)
            Console.WriteLine($"  records  {Path.GetFullPath(folder)}");
        Console.WriteLine("  Ctrl-C ends it.");
    }
}
