using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>
/// A cycle without lots and minimums: what a size could yield at the very most. That is concave in the size (every further unit
/// meets the same prices or worse ones), so the sizes that a best one has to be near are found from slopes, and whole ranges are
/// left out. Every step is rounded to the side that keeps it a bound.
/// </summary>
internal static class RelaxedCycle
{
    /// <summary>Stands for "no bound is known": more than any amount, and small enough to be added to.</summary>
    public static readonly Int128 Unbounded = Int128.MaxValue / 4;

    /// <summary>One, in the fixed point that slopes are counted in.</summary>
    private static readonly Int128 One = PowersOfTen.Wide(22);

    /// <summary>At least what this much of the first leg can yield, in the start asset.</summary>
    public static Int128 MostProceeds(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<LegCaps> caps, long quantity, Conversion toStart)
        => TryWalk(legs, caps, quantity, toStart, up: true, slopes: false, out var proceeds, out _) ? proceeds : Unbounded;

    /// <summary>True where up to this size every further unit surely yields what it costs, or more.</summary>
    public static bool PaysUpTo(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<LegCaps> caps, long quantity, Conversion toStart)
        => TryWalk(legs, caps, quantity, toStart, up: true, slopes: true, out _, out var slope) && slope >= One;

    /// <summary>True where from this size on no further unit yields more than it costs.</summary>
    public static bool IsSpentFrom(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<LegCaps> caps, long quantity, Conversion toStart)
        => TryWalk(legs, caps, quantity, toStart, up: false, slopes: true, out _, out var slope) && slope <= One;

    /// <summary>
    /// Up: amounts rounded up, slopes those to the left of the size and rounded down. Down: amounts rounded down, slopes those to
    /// the right of it and rounded up.
    /// </summary>
    private static bool TryWalk(
        ReadOnlySpan<PathLeg> legs, ReadOnlySpan<LegCaps> caps, long quantity, Conversion toStart, bool up, bool slopes, out Int128 proceeds, out Int128 slope)
    {
        slope = One;
        proceeds = 0;
        try
        {
            var first = legs[0];
            var level = first.Ladder.LevelOf(up || quantity == long.MaxValue ? quantity : quantity + 1);
            if (slopes)
                slope = first.SlopeAt(slope, level, up);
            var available = first.Received(quantity, first.Ladder.NotionalOf(quantity, first.Ladder.LevelOf(quantity))) + (up ? 1 : 0);
            for (var i = 1; i < legs.Length; i++)
            {
                var leg = legs[i];
                if (leg.Balance is { } balance && balance < available)
                {
                    available = balance;
                    slope = 0;
                }

                var most = leg.BaseAmount(caps[i].Most);
                available = leg.RelaxedBase(available, most, up, out level);
                if (level < 0)
                    slope = 0;
                else if (slopes)
                    slope = leg.SlopeAt(slope, level, up);
                available = leg.RelaxedReceived(available, up);
            }

            proceeds = toStart.Apply(available) + (up ? 1 : 0);
            if (slopes && !toStart.IsNone)
                slope = toStart.Apply(slope) + (up ? 0 : 1);
            return true;
        }
        catch (MoneyOverflowException)
        {
            return false;
        }
    }
}
