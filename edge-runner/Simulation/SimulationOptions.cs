using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation;

/// <summary>What to simulate.</summary>
public sealed record SimulationOptions
{
    /// <summary>Everything random comes from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which venues get a server; see <see cref="VenueNames"/>.</summary>
    public IReadOnlyList<string> Venues { get; init; } = VenueNames.All;

    /// <summary>Which symbols exist where. Those of other venues than <see cref="Venues"/> are left out.</summary>
    public IReadOnlyList<SimulatedInstrument> Universe { get; init; } = DefaultUniverse.Instruments;

    /// <summary>Planted mispricings a minute, on average and over all venues; 0 to 60.</summary>
    public decimal DislocationsPerMinute { get; init; } = 2m;

    /// <summary>Multiplies every book's changes and trades; 0 (a still market) to 20. About 2 is a real venue's rate.</summary>
    public decimal RateScale { get; init; } = 1m;

    /// <summary>How far prices move, of how far real ones do: 100 is measured, 0 still; at most 1000.</summary>
    public int VolatilityPercent { get; init; } = 100;

    /// <summary>How often the servers let the market move and send; 5 ms to 1 s.</summary>
    public TimeSpan PushEvery { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Frames a client may be behind before it is disconnected; at least 16.</summary>
    public int ClientBacklog { get; init; } = 8192;

    /// <summary>Accounts by venue; a venue without one refuses every private request.</summary>
    public IReadOnlyDictionary<string, SimulatedAccountOptions> Accounts { get; init; } = new Dictionary<string, SimulatedAccountOptions>(StringComparer.Ordinal);

    /// <summary>What the venues do outside trading, one entry for each with an account; null for nothing.</summary>
    public FundingPlan? Funding { get; init; }

    public SimulationFaults Faults { get; init; } = new();

    /// <summary>Every setting that is wrong, in words; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Venues.Count == 0) problems.Add("Venues is empty");
        problems.AddRange(Venues.Where(venue => !VenueNames.All.Contains(venue, StringComparer.Ordinal))
            .Select(venue => $"Venues: {venue} is none of {string.Join(", ", VenueNames.All)}"));
        if (Venues.Distinct(StringComparer.Ordinal).Count() != Venues.Count) problems.Add("Venues names one twice");
        foreach (SimulatedInstrument instrument in Universe) Check(instrument, problems);
        problems.AddRange(Venues.Where(venue => Universe.All(instrument => instrument.Venue != venue))
            .Select(venue => $"Universe has no symbol on {venue}"));
        if (DislocationsPerMinute is < 0 or > 60) problems.Add("DislocationsPerMinute must be 0 to 60");
        if (RateScale is < 0 or > 20) problems.Add("RateScale must be 0 to 20");
        if (VolatilityPercent is < 0 or > 1000) problems.Add("VolatilityPercent must be 0 to 1000");
        if (PushEvery < TimeSpan.FromMilliseconds(5) || PushEvery > TimeSpan.FromSeconds(1)) problems.Add("PushEvery must be 5 ms to 1 s");
        if (ClientBacklog < 16) problems.Add("ClientBacklog must be at least 16");
        if (Faults.DropDiffEvery < 0 || Faults.CorruptChecksumEvery < 0 || Faults.DisconnectEvery < 0 || Faults.AnnounceEndAfter < 0) problems.Add("Faults must not be negative");
        if (Funding is not null)
        {
            problems.AddRange(Funding.Problems());
            problems.AddRange(Funding.Venues.Where(venue => !Accounts.ContainsKey(venue.Venue.Name)).Select(venue => $"Funding: {venue.Venue} has no account"));
        }

        return problems;
    }

    private static void Check(SimulatedInstrument instrument, List<string> problems)
    {
        foreach (string asset in new[] { instrument.Base, instrument.Quote })
        {
            if (!Fundamentals.Known.Contains(asset, StringComparer.Ordinal)) problems.Add($"Universe: {instrument.Symbol} on {instrument.Venue}: no price is known for {asset}");
        }

        if (instrument.PriceDecimals is < 0 or > 8 || instrument.QuantityDecimals is < 0 or > 8) problems.Add($"Universe: {instrument.Symbol} on {instrument.Venue}: decimals must be 0 to 8");
        MarketProfile profile = instrument.Profile;
        if (profile.SpreadTicks < 1 || profile.TopLots < 1 || profile.ChangesPerSecond < 0 || profile.TradesPerSecond < 0 || profile.DepthScalePercent < 1)
            problems.Add($"Universe: {instrument.Symbol} on {instrument.Venue}: spread, size and depth must be positive, rates not negative");
    }
}
