namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// The market behind all simulated venues: one fundamental price per asset, one book per venue and symbol. Pure and
/// deterministic: the same seed, universe and number of steps give the same events, bit for bit. It has no clock; time
/// passes in whole steps of <see cref="StepLength"/> and only in <see cref="Advance"/>. Not thread-safe.
/// </summary>
public sealed class SimulatedMarket
{
    /// <summary>The grain of simulated time.</summary>
    public static readonly TimeSpan StepLength = TimeSpan.FromMilliseconds(20);

    internal const long StepsPerSecond = 50;

    private readonly SeededRandom random;
    private readonly Fundamentals fundamentals;
    private readonly VenueQuote[] quotes;
    private readonly DislocationPlan dislocations;
    private readonly decimal rateScale;
    private TimeSpan unspent;

    /// <param name="seed">Everything random comes from it.</param>
    /// <param name="universe">Which symbols on which venues.</param>
    /// <param name="start">The market's time at the first step.</param>
    /// <param name="dislocationsPerMinute">How often one is planted on average, over all venues; 0 for never.</param>
    /// <param name="rateScale">Multiplies every book's changes and trades.</param>
    /// <exception cref="ArgumentException">An asset of the universe has no price.</exception>
    public SimulatedMarket(
        ulong seed, IReadOnlyList<SimulatedInstrument> universe, DateTimeOffset start, decimal dislocationsPerMinute = 2m, decimal rateScale = 1m)
    {
        ArgumentNullException.ThrowIfNull(universe);
        random = new SeededRandom(seed);
        fundamentals = new Fundamentals(universe.SelectMany(instrument => new[] { instrument.Base, instrument.Quote }));
        quotes = [.. universe.Select(instrument => new VenueQuote(instrument, fundamentals, random))];
        dislocations = new DislocationPlan(random, dislocationsPerMinute, [.. universe]);
        this.rateScale = rateScale;
        Books = [.. quotes.Select(quote => quote.Book)];
        Now = start;
    }

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<SimulatedBook> Books { get; }

    /// <summary>Every dislocation begun so far, oldest first.</summary>
    public IReadOnlyList<Dislocation> Planted => dislocations.Planted;

    /// <summary>
    /// Lets time pass. What is less than a step is kept for the next call, so any split of the same time gives the same
    /// market. <paramref name="afterStep"/> runs after each step, while the books' events are those of that step.
    /// </summary>
    public void Advance(TimeSpan elapsed, Action<SimulatedMarket>? afterStep = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(elapsed, TimeSpan.Zero);
        for (unspent += elapsed; unspent >= StepLength; unspent -= StepLength)
        {
            Step();
            afterStep?.Invoke(this);
        }
    }

    private void Step()
    {
        Now += StepLength;
        fundamentals.Step(random);
        dislocations.Step(Now);
        for (int index = 0; index < quotes.Length; index++)
        {
            VenueQuote quote = quotes[index];
            MarketProfile profile = quote.Book.Instrument.Profile;
            quote.Book.Step(quote.Anchor(dislocations.BpsOf(index)), PerMillionSteps(profile.ChangesPerSecond), PerMillionSteps(profile.TradesPerSecond));
        }
    }

    private long PerMillionSteps(int perSecond) => (long)(perSecond * rateScale * 1_000_000 / StepsPerSecond);
}
