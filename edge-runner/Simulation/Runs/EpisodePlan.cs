using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What all episodes of a run have in common.</summary>
internal sealed class EpisodePlan
{
    /// <summary>
    /// Level changes and trades a second of every book. A real book makes a hundred; what trading depends on is that best prices
    /// move and quotes stay fresh, and every frame costs.
    /// </summary>
    private const int CalmChanges = 1;

    /// <summary>A percentage of what is measured: every move of a best price is a dozen frames, and what is planted moves far more.</summary>
    public const int CalmVolatility = 25;

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulationPlan _plan;

    public EpisodePlan(SimulationPlan plan)
    {
        _plan = plan;
        Universe = [.. DefaultUniverse.Instruments.Where(item => IsWatched(plan.Settings, item)).Select(Calm)];
        Candles = SimulatedCandles.Before(plan.Settings.Simulation, (Epoch - DateTimeOffset.UnixEpoch).Days, plan.Settings.Engine.Scanner.RangeDays);
        Listed = [.. plan.Settings.Venues.Select(venue => new ListedVenue(venue.Definition.Name, [.. Universe.Where(item => item.Venue == venue.Definition.Name).Select(ListedAs).OrderBy(item => item.Symbol)]))];
    }

    public ArbitSettings Settings => _plan.Settings;

    public Action<AuditLine>? Audited => _plan.Audited;

    public IReadOnlyList<SimulatedInstrument> Universe { get; }

    public IReadOnlyList<ListedVenue> Listed { get; }

    /// <summary>The days before, which the scanner would know.</summary>
    public CandleHistory Candles { get; }

    public bool Has(SimulatedFaults fault) => (_plan.Faults & fault) != SimulatedFaults.None;

    /// <summary>Each episode has a seed of its own, found without making the episodes before it.</summary>
    public ulong SeedOf(int episode) => new SeededRandom(_plan.Seed ^ (new SeededRandom((ulong)episode).Next() >> 1)).Next();

    public DateTimeOffset StartOf(int episode) => Epoch + (SimulationPlan.EpisodeLength * episode);

    /// <summary>Configured to be watched.</summary>
    public static bool IsWatched(ArbitSettings settings, SimulatedInstrument item)
        => settings.Venues.FirstOrDefault(venue => venue.Definition.Name == item.Venue) is { } venue && VenueFeeds.Wants(venue, settings, Symbol.Parse(item.Symbol));

    private static SimulatedInstrument Calm(SimulatedInstrument item)
        => item with { Profile = item.Profile with { ChangesPerSecond = CalmChanges, TradesPerSecond = 0 } };

    /// <summary>As its venue would list it.</summary>
    public static ListedInstrument ListedAs(SimulatedInstrument item) => new(
        item.VenueSymbol,
        Symbol.Parse(item.Symbol),
        Price.FromUnits(1, item.PriceDecimals),
        Quantity.FromUnits(1, item.QuantityDecimals),
        new Quantity(Exact.FromDecimal(item.MinQuantity)),
        new Notional(Exact.FromDecimal(item.MinNotional)),
        IsTrading: true,
        item.PriceDecimals,
        item.QuantityDecimals);
}
