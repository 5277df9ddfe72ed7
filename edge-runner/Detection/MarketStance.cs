using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>What a path has to keep to just now, by the markets of its assets.</summary>
/// <param name="Verdict">The worst of them.</param>
/// <param name="IsHighRange">One of them moves over the limit of its usual daily range.</param>
public readonly record struct MarketStance(MarketVerdict Verdict, bool IsHighRange)
{
    /// <summary>As long as nothing is known.</summary>
    public static MarketStance Unknown { get; } = new(MarketVerdict.Careful, false);

    /// <summary>Of a path that touches no market: dollars against dollars.</summary>
    public static MarketStance Normal { get; } = new(MarketVerdict.Normal, false);

    /// <summary>For a person: "normal", "careful, high range".</summary>
    public string Words => Verdict.ToString().ToLowerInvariant() + (IsHighRange ? ", high range" : "");

    public MarketStance WorseOf(MarketStance other)
        => new(Verdict > other.Verdict ? Verdict : other.Verdict, IsHighRange || other.IsHighRange);
}
