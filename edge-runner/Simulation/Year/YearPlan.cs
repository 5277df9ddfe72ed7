using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Runs;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>What is to be simulated: days of the slow side, over a market that is looked at every hour.</summary>
/// <param name="Settings">As the program would run with them.</param>
/// <param name="Seed">Everything random comes from it.</param>
/// <param name="Days">Simulated days, 1 or more.</param>
/// <param name="HasFaults">Lost answers, crashes, suspended wallets, late credits; without it all goes well.</param>
public sealed record YearPlan(ArbitSettings Settings, ulong Seed, int Days, bool HasFaults = true)
{
    /// <summary>The most that is simulated at once.</summary>
    public const int MostDays = 3_660;

    private const int SilenceHours = 3;

    /// <summary>The first moment.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Told of every decision of the edge, for looking into a finding.</summary>
    public Action<AuditLine>? Audited { get; init; }

    /// <summary>The usual symbols, and gold on more than one venue: where there is but one, no best venue is to be found.</summary>
    internal IReadOnlyList<SimulatedInstrument> Universe { get; } =
    [
        .. DefaultUniverse.Instruments
            .Append(new(VenueNames.Kraken, "PAXG/USD", "PAXG", "USD", 2, 8, 0.002m, 0.5m, new(1, 1, 1, 0)))
            .Append(new(VenueNames.Kraken, "PAXG/USDT", "PAXG", "USDT", 2, 8, 0.002m, 0.5m, new(1, 1, 1, 0)))
            .Append(new(VenueNames.Kucoin, "PAXG-USDT", "PAXG", "USDT", 2, 4, 0.001m, 0.1m, new(1, 1, 1, 0)))
            .Where(item => EpisodePlan.IsWatched(Settings, item)),
    ];

    /// <summary>In the order of the configured venues, as the engine numbers its instruments.</summary>
    internal IReadOnlyList<ListedVenue> Listed
        => [.. Settings.Venues.Select(venue => new ListedVenue(venue.Definition.Name, [.. Universe.Where(item => item.Venue == venue.Definition.Name).Select(EpisodePlan.ListedAs).OrderBy(item => item.Symbol)]))];

    /// <summary>The rules, but for what a market that stands still between two looks cannot keep.</summary>
    internal EngineSettings Rules => Settings.Engine with
    {
        SilenceLimit = SilenceHours * 3_600_000_000_000,
        WatchesSubscriptions = false,
        Reconciliation = Settings.Engine.Reconciliation with { Interval = 3_600_000_000_000 },
    };

    /// <summary>A seed of its own for each thing that is random, so that one more draw here changes nothing there.</summary>
    internal ulong SeedOf(YearChance chance) => new SeededRandom(Seed ^ (new SeededRandom((ulong)chance + 1).Next() >> 1)).Next();
}
