namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// The market behind all simulated venues: one fundamental price per asset, one book per venue and symbol. Pure and
/// deterministic: the same seed, universe and number of steps give the same events, bit for bit. It has no clock; time
/// passes in whole steps of <see cref="StepLength"/> and only in <see cref="Advance"/>. Not thread-safe.
/// </summary>
public sealed class SimulatedMarket
{
    /// <summary>The grain of simulated time, and the step that is made when nothing else is said.</summary>
    public static readonly TimeSpan StepLength = TimeSpan.FromMilliseconds(20);

    /// <summary>Longer steps would leave venues' opinions no time to come back.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);

    internal const long StepsPerSecond = 50;

    private readonly SeededRandom random;
    private readonly Fundamentals fundamentals;
    private readonly VenueQuote[] quotes;
    private readonly DislocationPlan dislocations;
    private readonly decimal rateScale;
    private readonly (long Changes, long Trades)[] rates;
    private TimeSpan unspent;
    private TimeSpan step = StepLength;

    /// <param name="seed">Everything random comes from it.</param>
    /// <param name="universe">Which symbols on which venues.</param>
    /// <param name="start">The market's time at the first step.</param>
    /// <param name="dislocationsPerMinute">How often one is planted on average, over all venues; 0 for never.</param>
    /// <param name="rateScale">Multiplies every book's changes and trades.</param>
    /// <param name="volatilityPercent">How far prices move, of how far real ones do.</param>
    /// <exception cref="ArgumentException">An asset of the universe has no price.</exception>
    public SimulatedMarket(
        ulong seed, IReadOnlyList<SimulatedInstrument> universe, DateTimeOffset start, decimal dislocationsPerMinute = 2m, decimal rateScale = 1m, int volatilityPercent = 100)
    {
        ArgumentNullException.ThrowIfNull(universe);
        random = new SeededRandom(seed);
        fundamentals = new Fundamentals(universe.SelectMany(instrument => new[] { instrument.Base, instrument.Quote }), volatilityPercent);
        quotes = [.. universe.Select(instrument => new VenueQuote(instrument, fundamentals, random, volatilityPercent))];
        dislocations = new DislocationPlan(random, dislocationsPerMinute, [.. universe]);
        this.rateScale = rateScale;
        rates = [.. universe.Select(instrument => (PerMillionSteps(instrument.Profile.ChangesPerSecond), PerMillionSteps(instrument.Profile.TradesPerSecond)))];
        Books = [.. quotes.Select(quote => quote.Book)];
        Now = start;
    }

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<SimulatedBook> Books { get; }

    /// <summary>Every dislocation begun so far, oldest first.</summary>
    public IReadOnlyList<Dislocation> Planted => dislocations.Planted;

    /// <summary>Those under way now.</summary>
    public IReadOnlyList<Dislocation> Running => dislocations.Running;

    /// <summary>
    /// How long the next steps are, in whole grains: where nothing happens, long ones make a long simulation cheap. Prices move
    /// as far in one long step as in as many grains, only at once. May be changed at any time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no whole number of grains, or longer than <see cref="LongestStep"/>.</exception>
    public TimeSpan Step
    {
        get => step;
        set => step = value >= StepLength && value <= LongestStep && value.Ticks % StepLength.Ticks == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"A step is a whole number of {StepLength}, at most {LongestStep}.");
    }

    /// <summary>Multiplies every book's changes and trades beside the rate scale; may be changed at any time, 1 at first.</summary>
    public int Pace { get; set; } = 1;

    /// <summary>The true price of an asset now, in nanodollars: what no venue tells.</summary>
    /// <exception cref="KeyNotFoundException">The asset is not in the universe.</exception>
    public long NanodollarsOf(string asset) => fundamentals[asset];

    /// <summary>
    /// Lets time pass. What is less than a step is kept for the next call, so any split of the same time gives the same
    /// market. <paramref name="afterStep"/> runs after each step, while the books' events are those of that step.
    /// </summary>
    public void Advance(TimeSpan elapsed, Action<SimulatedMarket>? afterStep = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(elapsed, TimeSpan.Zero);
        for (unspent += elapsed; unspent >= step; unspent -= step)
        {
            MakeStep();
            afterStep?.Invoke(this);
        }
    }

    private void MakeStep()
    {
        int grains = (int)(step / StepLength);
        Now += step;
        fundamentals.Step(random, grains);
        dislocations.Step(Now, grains);
        for (int index = 0; index < quotes.Length; index++)
        {
            (long changes, long trades) = rates[index];
            quotes[index].Book.Step(quotes[index].Anchor(dislocations.BpsOf(index), grains), changes * grains * Pace, trades * grains * Pace);
        }
    }

    private long PerMillionSteps(int perSecond) => (long)(perSecond * rateScale * 1_000_000 / StepsPerSecond);
}
