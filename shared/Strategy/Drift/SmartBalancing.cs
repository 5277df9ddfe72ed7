using Arbit.Markets;

namespace Arbit.Strategy.Drift;

/// <summary>Proposes new target shares where opportunities come more often (strategy.md, Money Manager); a person accepts them.</summary>
public static class SmartBalancing
{
    /// <summary>All shares together.</summary>
    public const int Whole = 10_000;

    /// <summary>
    /// The targets as near to the opportunities' shares as the rules let one proposal go, adding up to the whole; null where there
    /// were no opportunities, or nothing would change.
    /// </summary>
    /// <param name="current">Adds up to the whole.</param>
    /// <param name="opportunities">How many each venue had a part in; a venue that is not there had none.</param>
    /// <param name="rules">How far it goes.</param>
    /// <exception cref="ArgumentException">The current shares do not add up to the whole, or a count is negative.</exception>
    public static IReadOnlyList<TargetShare>? Propose(
        IReadOnlyList<TargetShare> current, IReadOnlyDictionary<Venue, long> opportunities, BalancingRules rules)
    {
        if (current.Sum(share => share.ShareBps) != Whole)
            throw new ArgumentException($"Target shares add up to {Whole} bps.", nameof(current));
        var ordered = current.OrderBy(share => share.Venue).ToList();
        var counts = ordered.Select(share => (Int128)opportunities.GetValueOrDefault(share.Venue)).ToList();
        if (counts.Exists(count => count < 0))
            throw new ArgumentException("Counts are not negative.", nameof(opportunities));
        var all = counts.Aggregate(Int128.Zero, (sum, count) => sum + count);
        if (all == 0)
            return null;

        // One that stands under the least already is not pressed lower, and is no reason to take from others.
        var lowest = ordered.Select(share => Math.Min(share.ShareBps, Math.Max(rules.LeastShare, share.ShareBps - rules.MostChange))).ToList();
        var highest = ordered.Select(share => share.ShareBps + rules.MostChange).ToList();
        var next = ordered.Select((_, i) => Math.Clamp((int)(counts[i] * Whole / all), lowest[i], highest[i])).ToArray();
        Even(next, lowest, highest);
        return ordered.Where((share, i) => share.ShareBps != next[i]).Any()
            ? [.. ordered.Select((share, i) => share with { ShareBps = next[i] })]
            : null;
    }

    /// <summary>Brings the sum back to the whole, a basis point at a time where there is most room: the current shares lie within the bounds, so there is.</summary>
    private static void Even(int[] next, List<int> lowest, List<int> highest)
    {
        for (var missing = Whole - next.Sum(); missing != 0; missing -= Math.Sign(missing))
        {
            var indices = Enumerable.Range(0, next.Length);
            var roomiest = missing > 0 ? indices.MaxBy(i => highest[i] - next[i]) : indices.MaxBy(i => next[i] - lowest[i]);
            next[roomiest] += Math.Sign(missing);
        }
    }
}
