using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Servers;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation;

/// <summary>
/// Loopback servers that speak the public wire formats of Binance, Kraken and KuCoin, fed from one seeded market that
/// moves with the given clock.
/// </summary>
public sealed class SimulatedVenues : IAsyncDisposable
{
    // After a pause (a laptop asleep, a debugger) the market goes on from where it was instead of catching up for hours.
    private static readonly TimeSpan LongestCatchUp = TimeSpan.FromSeconds(2);

    private readonly SimulatedWorld world;
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly List<VenueServer> servers = [];
    private readonly List<SimulatedEndpoint> endpoints = [];
    private readonly PeriodicTimer timer;
    private Task running = Task.CompletedTask;
    private bool disposed;

    private SimulatedVenues(SimulationOptions options, TimeProvider time)
    {
        this.time = time;
        world = new SimulatedWorld(options, time.GetUtcNow());
        servers.AddRange(world.Venues.Select(venue => new VenueServer(venue, gate, options)));
        timer = new PeriodicTimer(options.PushEvery, time);
    }

    /// <summary>One for each venue, in the order of <see cref="SimulationOptions.Venues"/>.</summary>
    public IReadOnlyList<SimulatedEndpoint> Endpoints => endpoints;

    /// <summary>The mispricings planted so far, oldest first.</summary>
    public IReadOnlyList<Dislocation> Planted
    {
        get
        {
            lock (gate) return [.. world.Market.Planted];
        }
    }

    /// <summary>The market's own time: the clock's, in whole steps.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (gate) return world.Market.Now;
        }
    }

    /// <summary>What a venue's account holds, by asset; empty where it keeps none.</summary>
    public IReadOnlyDictionary<Asset, Amount> Held(string venue)
    {
        lock (gate) return world.Venue(venue).Account?.Balances.Where(balance => balance.Balance.Total.Sign != 0).ToDictionary(balance => balance.Asset, balance => balance.Balance.Total) ?? [];
    }

    /// <summary>Every order that a venue's account was ever sent, newest first.</summary>
    public IReadOnlyList<PaperOrder> Orders(string venue)
    {
        lock (gate) return world.Venue(venue).Account?.Orders.ToList() ?? [];
    }

    /// <summary>Subscriptions of the clients of now go silent; see <see cref="Wire.SimulatedVenue.Silence"/>.</summary>
    public void Silence(string venue, string topic, bool untilReconnected = false)
    {
        lock (gate) world.Venue(venue).Silence(topic, untilReconnected);
    }

    /// <summary>Starts the servers on free loopback ports and lets the market move.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static async Task<SimulatedVenues> StartAsync(SimulationOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var venues = new SimulatedVenues(options, time);
        try
        {
            foreach (VenueServer server in venues.servers) venues.endpoints.Add(await server.StartAsync(cancellation).ConfigureAwait(false));
        }
        catch
        {
            await venues.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        venues.running = venues.RunAsync();
        return venues;
    }

    /// <summary>Cuts every connection and stops; it does not wait for clients.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        timer.Dispose();
        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask())).ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        long last = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            long now = time.GetTimestamp();
            TimeSpan elapsed = time.GetElapsedTime(last, now);
            last = now;
            lock (gate) world.Advance(elapsed < LongestCatchUp ? elapsed : LongestCatchUp);
        }
    }
}
