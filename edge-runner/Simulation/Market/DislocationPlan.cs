namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>When and where one venue's book is off by 60 to 150 basis points for half a second to three seconds.</summary>
internal sealed class DislocationPlan
{
    private const long StepsPerMinute = 3000;

    private readonly SeededRandom random;
    private readonly long chancePerMillionSteps;
    private readonly SimulatedInstrument[] universe;
    private readonly int[] candidates;
    private readonly Dislocation?[] current;
    private readonly List<Dislocation> planted = [];
    private readonly List<Dislocation> running = [];

    public DislocationPlan(SeededRandom random, decimal perMinute, SimulatedInstrument[] universe)
    {
        this.random = random;
        this.universe = universe;
        chancePerMillionSteps = (long)(perMinute * 1_000_000 / StepsPerMinute);
        current = new Dislocation?[universe.Length];
        // Dollars against dollars never stand a percent apart for a second without it being news.
        candidates = [.. Enumerable.Range(0, universe.Length).Where(index => !Fundamentals.IsDollar(universe[index].Base))];
    }

    public IReadOnlyList<Dislocation> Planted => planted;

    public IReadOnlyList<Dislocation> Running => running;

    /// <summary>How far the book of an instrument (by its index in the universe) is off now; 0 is not at all.</summary>
    public int BpsOf(int index) => current[index]?.Bps ?? 0;

    public void Step(DateTimeOffset now, int grains)
    {
        for (int index = 0; running.Count > 0 && index < current.Length; index++)
        {
            if (current[index] is not { } old || now < old.Start + old.Duration) continue;
            current[index] = null;
            running.Remove(old);
        }

        if (candidates.Length == 0 || !random.Chance(chancePerMillionSteps * grains)) return;
        int chosen = candidates[random.Below(candidates.Length)];
        if (current[chosen] is not null) return;
        current[chosen] = Draw(universe[chosen], now);
        planted.Add(current[chosen]!);
        running.Add(current[chosen]!);
    }

    private Dislocation Draw(SimulatedInstrument instrument, DateTimeOffset now)
    {
        int bps = (int)random.Between(60, 150);
        return new Dislocation(
            now,
            TimeSpan.FromMilliseconds(random.Between(25, 150) * 20),
            instrument.Venue,
            instrument.Symbol,
            instrument.VenueSymbol,
            random.Chance(500_000) ? bps : -bps,
            Fundamentals.IsDollar(instrument.Quote) ? DislocationKind.CrossVenue : DislocationKind.TriangleMiddle);
    }
}
