using Arbit.EdgeRunner.Simulation.Binance;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Kraken;
using Arbit.EdgeRunner.Simulation.Kucoin;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation;

/// <summary>
/// One market and the venues over it, without clock, socket or thread: what the servers serve, and what tests and
/// commands use in-process. Not thread-safe.
/// </summary>
public sealed class SimulatedWorld
{
    private readonly int dropDiffEvery;
    private readonly Dictionary<string, long> diffs = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Names every option that is not valid.</exception>
    public SimulatedWorld(SimulationOptions options, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> problems = options.Problems();
        if (problems.Count > 0) throw new ArgumentException($"The simulation cannot start: {string.Join("; ", problems)}.", nameof(options));
        SimulatedInstrument[] universe = [.. options.Universe.Where(instrument => options.Venues.Contains(instrument.Venue, StringComparer.Ordinal))];
        Market = new SimulatedMarket(options.Seed, universe, start, options.DislocationsPerMinute, options.RateScale, options.VolatilityPercent);
        Venues = [.. options.Venues.Select(venue => Create(venue, options.Faults))];
        foreach (SimulatedVenue venue in Venues.Where(venue => options.Accounts.ContainsKey(venue.Name))) venue.Open(options.Accounts[venue.Name]);
        dropDiffEvery = options.Faults.DropDiffEvery;
        if (options.Funding is null) return;
        Funding = new SimulatedFunding(options.Funding, new SimulatedFundingAccounts(name => Venues.FirstOrDefault(venue => venue.Name == name)?.Account));
        Funding.Advance(Nanoseconds);
        foreach (SimulatedVenue venue in Venues.Where(venue => Funding.Venues.Any(funded => funded.Name == venue.Name))) venue.Funding = Funding;
    }

    public SimulatedMarket Market { get; }

    public IReadOnlyList<SimulatedVenue> Venues { get; }

    /// <summary>What the venues do outside trading; null where they do nothing.</summary>
    public SimulatedFunding? Funding { get; }

    private long Nanoseconds => (Market.Now - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>Lets time pass; all frames of every step reach the clients before it returns.</summary>
    public void Advance(TimeSpan elapsed) => Market.Advance(elapsed, _ => Publish());

    /// <summary>The venue of a name.</summary>
    /// <exception cref="ArgumentException">It is not simulated here.</exception>
    public SimulatedVenue Venue(string name) =>
        Venues.FirstOrDefault(venue => venue.Name == name) ?? throw new ArgumentException($"{name} is not simulated.", nameof(name));

    private void Publish()
    {
        Funding?.Advance(Nanoseconds);
        foreach (SimulatedVenue venue in Venues) venue.Publish(dropDiffEvery > 0 ? Lost : null);
    }

    private bool Lost(WireFrame frame)
    {
        if (frame.Kind != WireFrameKind.Diff) return false;
        long count = diffs.GetValueOrDefault(frame.Venue) + 1;
        diffs[frame.Venue] = count;
        return count % dropDiffEvery == 0;
    }

    private SimulatedVenue Create(string venue, SimulationFaults faults) => venue switch
    {
        VenueNames.Binance => new BinanceVenue(Market),
        VenueNames.Kraken => new KrakenVenue(Market, faults.CorruptChecksumEvery),
        VenueNames.Kucoin => new KucoinVenue(Market),
        _ => throw new ArgumentException($"{venue} cannot be simulated.", nameof(venue)),
    };
}
