namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// Where one venue thinks one symbol should trade: it follows the fundamentals at the venue's speed, with a small and
/// slowly changing opinion of its own (standard deviation about half a basis point).
/// </summary>
internal sealed class VenueQuote
{
    // Parts per billion a step, against a pull of 1/400 a step: 3,500 / √(2/400) ≈ 50,000 ppb = 0.5 bps.
    private const long OpinionStep = 3_500;
    private const long OpinionPull = 400;

    private readonly Fundamentals fundamentals;
    private readonly SeededRandom random;
    private readonly SimulatedInstrument instrument;
    private readonly long follow;
    private readonly long opinionStep;
    private readonly Int128 milliTicksPerUnit;
    private long ratio;
    private long opinion;
    private int closedGrains = 1;
    private long closed;

    public VenueQuote(SimulatedInstrument instrument, Fundamentals fundamentals, SeededRandom random, int volatilityPercent)
    {
        opinionStep = OpinionStep * volatilityPercent / 100;
        this.instrument = instrument;
        this.fundamentals = fundamentals;
        this.random = random;
        follow = closed = Calibration.Follow(instrument.Venue);
        milliTicksPerUnit = 1000;
        for (int digit = 0; digit < instrument.PriceDecimals; digit++) milliTicksPerUnit *= 10;
        ratio = Fair();
        // Update ids of Binance have ten and eleven digits, sequences of KuCoin thirteen.
        long firstSequence = random.Between(1_000_000_000, 60_000_000_000) + (instrument.Venue == VenueNames.Kucoin ? 1_600_000_000_000 : 0);
        Book = new SimulatedBook(instrument, random, firstSequence, ratio);
    }

    public SimulatedBook Book { get; }

    /// <summary>The middle the book should have after a step of so many grains, in thousandths of a tick.</summary>
    public long Anchor(int dislocationBps, int grains)
    {
        if (closedGrains != grains) (closedGrains, closed) = (grains, Grains.Closed(follow, grains));
        ratio += (long)((Int128)(Fair() - ratio) * closed / 1_000_000);
        opinion += random.Normal(opinionStep * Grains.Root(grains) / 1000) - (opinion * grains / OpinionPull);
        return ratio + (long)((Int128)ratio * (opinion + (dislocationBps * 100_000L)) / 1_000_000_000);
    }

    private long Fair() => (long)(fundamentals[instrument.Base] * milliTicksPerUnit / fundamentals[instrument.Quote]);
}
