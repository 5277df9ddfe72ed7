using Arbit.EdgeRunner.Bus.Wire;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Slow.Wire;
using Arbit.EdgeRunner.Telemetry;
using Arbit.Slow.Configuration;
using Microsoft.AspNetCore.Connections;

namespace Arbit.EdgeRunner.Run;

/// <summary>Serves a run's page, metrics and health checks until a person or the system ends it.</summary>
public static class RunHost
{
    private const int EngineFailed = 1;

    /// <summary>A secret, so no setting: settings are part of a recording.</summary>
    internal const string BusToken = "ARBIT_BUS_TOKEN";

    /// <summary>Likewise; with it the page can be read and used from elsewhere, without it only at this machine.</summary>
    internal const string PageToken = "ARBIT_PAGE_TOKEN";

    /// <summary>Ends with 0 after Ctrl-C or SIGTERM; with 1, and one line that says why, after a fault of the engine.</summary>
    /// <exception cref="IOException">The page's port is taken.</exception>
    public static async Task<int> ServeAsync(RunOptions options, TimeProvider time, CancellationToken cancellation)
    {
        await using var run = await PaperRun.StartAsync(options, time, cancellation).ConfigureAwait(false);
        var app = Build(options.Settings.Options.Port, options.Settings.Options.Listen == "any");
        await using (app.ConfigureAwait(false))
        {
            var guard = GuardBy(PageToken);
            if (!guard.HasToken)
                app.RefusePublicNames();
            app.UseLogin(guard);
            app.MapPage(run.State, run.Switch, run.Board, run.Drift, time, guard);
            app.MapMetrics(run.Metrics);
            var programs = GuardBy(BusToken);
            if (run.Home.OwnBus is { } bus)
                app.MapBus(bus, programs);
            app.MapFunding(options.Settings.Live.IsAccount ? [] : run.Funding.Accounts, programs);
            app.MapSignals(run.Slow?.Intake);
            await ListenAsync(app, options.Settings.Options.Port, cancellation).ConfigureAwait(false);
            Announce(options, run.Home);
            var lines = MetricsLine.WriteAsync(run.Metrics, options.Settings.Options.MetricsLineSeconds, Console.Out, time, app.Lifetime.ApplicationStopping);
            using var ended = run.Ended.Token.Register(app.Lifetime.StopApplication);
            using var cancelled = cancellation.Register(app.Lifetime.StopApplication);
            await app.WaitForShutdownAsync(CancellationToken.None).ConfigureAwait(false);
            await lines.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (run.Failure is not { } failure)
            return 0;
        Console.Error.WriteLine($"arbit: trading ended by a fault, what is open is settled at the next start: {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}");
        return EngineFailed;
    }

    /// <summary>
    /// A server of this machine alone, whose host names are checked, so that no site can lend its own to this address; or one that
    /// everyone can reach, with doors of its own.
    /// </summary>
    internal static WebApplication Build(int port, bool forEveryone = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration["AllowedHosts"] = forEveryone ? "*" : "localhost;127.0.0.1;[::1]";
        builder.WebHost.ConfigureKestrel(server =>
        {
            if (forEveryone)
                server.ListenAnyIP(port);
            else
                server.ListenLocalhost(port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    internal static async Task ListenAsync(WebApplication app, int port, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new IOException($"port {port} is in use: end what listens there, or choose another with --port", e);
        }
    }

    /// <exception cref="InvalidSettingsException">The token is no good.</exception>
    private static AccessGuard GuardBy(string variable)
    {
        try
        {
            return new AccessGuard(AccessToken.Read(Environment.GetEnvironmentVariable(variable), variable));
        }
        catch (FormatException e)
        {
            throw new InvalidSettingsException(e.Message, e);
        }
    }

    private static void Announce(RunOptions options, RunHome home)
    {
        var settings = options.Settings.Options;
        Console.WriteLine(options.Settings.Live.Orders switch
        {
            OrderMode.Rehearsal => "Arbit rehearses against simulated venues on this machine: no real order is sent.",
            OrderMode.DryRun => "Arbit reads real accounts, and keeps every order back: a dry run.",
            OrderMode.Real => $"Arbit trades REAL MONEY: {string.Join(", ", options.Settings.Live.Limits.Select(limit => $"{limit.Key} {limit.Value.PerOrder} USD an order, {limit.Value.PerDay} USD a day"))}.",
            _ => $"Arbit runs on paper against {(options.Settings.IsSimulatedFeed ? "simulated venues" : "the venues' public streams")}: no real order is sent.",
        });
        Console.WriteLine($"  page     http://localhost:{settings.Port}");
        Console.WriteLine($"  data     {Path.GetFullPath(settings.DataPath)}");
        if (options.RecordTo is { } folder)
            Console.WriteLine($"  records  {Path.GetFullPath(folder)}");
        foreach (var remark in home.Remarks)
            Console.WriteLine($"  note     {remark}");
        if (!settings.Slow.Enabled && home.OwnBus is not null && !options.Settings.Live.IsAccount)
            Console.WriteLine($"  note     the slow side is not in this process (Slow:Enabled): arbit slow --edge http://127.0.0.1:{settings.Port}");
        foreach (var remark in home.HasSlowSide(settings) ? options.Settings.Slow.Signals.Remarks() : [])
            Console.WriteLine($"  note     {remark}");
        Console.WriteLine("  Ctrl-C ends it.");
    }
}
