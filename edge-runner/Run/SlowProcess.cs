using System.Net.Http.Headers;
using Arbit.Accounts;
using Arbit.EdgeRunner.Bus.Wire;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Slow;
using Arbit.EdgeRunner.Slow.Wire;

namespace Arbit.EdgeRunner.Run;

/// <summary>The slow side without the edge: the same over the edge's bus, until a person or the system ends it.</summary>
public static class SlowProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="IOException">Its port is taken, or a file cannot be opened.</exception>
    public static async Task<int> ServeAsync(ArbitSettings settings, Uri edge, TimeProvider time, CancellationToken cancellation)
    {
        var directory = Path.GetFullPath(settings.Options.DataPath);
        Directory.CreateDirectory(directory);
        var token = Environment.GetEnvironmentVariable(RunHost.BusToken);
        using var client = new HttpClient { BaseAddress = edge, Timeout = Patience };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var bus = new HttpBus(edge, token, time);
        var accounts = settings.Venues.Select(venue => (IVenueFunding)new HttpVenueFunding(client, venue.Definition.Venue)).ToList();
        await using var home = SlowHome.Open(settings, directory, bus, accounts, time);
        home.Side.Start();
        var app = RunHost.Build(settings.Options.Port, settings.Options.Listen == "any");
        await using (app)
        {
            app.MapSignals(home.Side.Intake);
            await RunHost.ListenAsync(app, settings.Options.Port, cancellation);
            Console.WriteLine($"Arbit's slow side runs beside the edge at {edge}.");
            Console.WriteLine($"  signals  http://localhost:{settings.Options.Port}/api/signals/tradingview");
            Console.WriteLine($"  data     {directory}");
            foreach (var remark in settings.Slow.Signals.Remarks())
                Console.WriteLine($"  note     {remark}");
            Console.WriteLine("  Ctrl-C ends it.");
            using var cancelled = cancellation.Register(app.Lifetime.StopApplication);
            await app.WaitForShutdownAsync(CancellationToken.None);
        }

        return 0;
    }
}
