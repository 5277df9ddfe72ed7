using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>
/// A way from an asset back to itself (or to another dollar): the instruments in order, on which side each is taken, and the
/// arithmetic's legs, kept so that looking at it again allocates nothing.
/// </summary>
public sealed class CyclePath
{
    private readonly PathLeg[][] _rotations;

    public CyclePath(int id, PathKind kind, IReadOnlyList<(TradedInstrument Instrument, Side Side)> legs, IReadOnlyList<int> starts)
    {
        Id = id;
        Kind = kind;
        Instruments = legs.Select(leg => leg.Instrument).ToArray();
        Legs = legs.Select(leg => new PathLeg(leg.Instrument.Instrument, leg.Side)).ToArray();
        Starts = starts.ToArray();
        _rotations = Starts.Select(start => Legs.Skip(start).Concat(Legs.Take(start)).ToArray()).ToArray();
    }

    public int Id { get; }

    public PathKind Kind { get; }

    public TradedInstrument[] Instruments { get; }

    public PathLeg[] Legs { get; }

    /// <summary>The legs that it may begin with: those that spend a dollar, or any where it touches none.</summary>
    public int[] Starts { get; }

    /// <summary>
    /// The least proceeds over cost at the top of the books, in 10^-8 and before fees, at which the threshold can be met at all.
    /// </summary>
    public long RequiredRatio { get; private set; }

    /// <summary>The same for no profit and no loss: what the fees alone ask for.</summary>
    public long FeeRatio { get; private set; } = Bps.OneInRateUnits;

    /// <summary>What turns the dollar it ends in into the one it starts from; null where they are the same.</summary>
    public ConversionCell? Conversion { get; set; }

    /// <summary>What may not be traded again too soon: the triangle, or the venue pair and base asset, whichever way round.</summary>
    public int CooldownKey { get; set; }

    /// <summary>Net profit over cost at or above which it is taken.</summary>
    public Bps Threshold { get; private set; }

    /// <summary>The caps of its size.</summary>
    public SizingRules Rules { get; private set; } = SizingRules.Careful;

    /// <summary>What the markets of its assets say.</summary>
    public MarketStance Stance { get; private set; } = MarketStance.Unknown;

    /// <summary>Its rest after a cycle is the strategy's cycle time, so many times.</summary>
    public int PaceFactor { get; private set; } = 1;

    /// <summary>Called when a fee, a threshold or the markets' verdict changed; a look at it then costs no look at those.</summary>
    public void Require(DetectionSettings settings, MarketStance stance)
    {
        Stance = stance;
        Rules = settings.RulesFor(stance);
        PaceFactor = settings.Terms.Pace(stance);
        Require(settings.Threshold(Kind, stance));
    }

    private void Require(Bps threshold)
    {
        Threshold = threshold;
        Int128 fees = Bps.OneInRateUnits;
        Int128 inKind = Bps.OneInRateUnits;
        for (var i = 0; i < Legs.Length; i++)
        {
            Legs[i].Take(Instruments[i].Instrument);
            fees = Legs[i].WithFee(fees, andBeside: true);
            inKind = Legs[i].WithFee(inKind);
        }

        FeeRatio = (long)fees;
        RequiredRatio = (long)(inKind * (Bps.OneInRateUnits + Math.Max(threshold.RateUnits, 0)) / Bps.OneInRateUnits);
    }

    /// <summary>The legs from one of <see cref="Starts"/>, by its place there.</summary>
    public PathLeg[] From(int start) => _rotations[start];

    /// <summary>The instrument of a leg that <see cref="From"/> answered.</summary>
    public TradedInstrument InstrumentOf(int start, int leg) => Instruments[(Starts[start] + leg) % Instruments.Length];

    public override string ToString() => string.Join(" → ", Legs.Select(leg => $"{leg.Instrument.Venue} {leg.Side.ToString().ToLowerInvariant()} {leg.Instrument.Symbol}"));
}
