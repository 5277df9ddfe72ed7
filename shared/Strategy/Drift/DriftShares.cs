using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>Shares of a whole against weights.</summary>
public static class DriftShares
{
    private const int ShownDecimals = 4;

    // A hundred-millionth of a dollar: what a third leaves over goes to the first ones.
    private const int TargetDecimals = 8;

    /// <summary>
    /// Each part's share against its weight's share of all weights. Where no weight is given all are equal; where some are, the
    /// others' are zero. A whole of nothing has no drift.
    /// </summary>
    /// <exception cref="ArgumentException">A weight is negative, or all of them are zero.</exception>
    public static IReadOnlyList<DriftShare> Of(IReadOnlyList<Exact> parts, IReadOnlyList<Exact?> weights, Exact threshold)
    {
        var equal = weights.All(weight => weight is null);
        var given = weights.Select(weight => equal ? Exact.One : weight ?? Exact.Zero).ToList();
        var allWeights = Sum(given);
        if (parts.Count > 0 && (allWeights.Sign <= 0 || given.Exists(weight => weight.Sign < 0)))
            throw new ArgumentException("Target weights are not negative, and not all zero.", nameof(weights));
        var whole = Sum(parts);
        var targets = Split(whole, given, allWeights);
        return [.. parts.Select((part, i) => Share(part, targets[i], given[i], whole, allWeights, threshold))];
    }

    /// <summary>The whole by weights, to the last digit: each rounded down, and what is left over put on the first ones.</summary>
    internal static IReadOnlyList<Exact> Split(Exact whole, IReadOnlyList<Exact> weights, Exact allWeights)
    {
        if (weights.Count == 0)
            return [];
        var decimals = Math.Max(TargetDecimals, whole.Decimals);
        var targets = weights.Select(weight => (whole * weight).Divide(allWeights, decimals, Rounding.Floor)).ToList();
        var left = whole - Sum(targets);
        var unit = new Exact(1, decimals);
        for (var i = 0; left.Sign > 0; i = (i + 1) % targets.Count)
        {
            if (weights[i].Sign == 0)
                continue;
            targets[i] += unit;
            left -= unit;
        }

        return targets;
    }

    private static DriftShare Share(Exact part, Exact target, Exact weight, Exact whole, Exact allWeights, Exact threshold)
    {
        if (whole.Sign <= 0)
            return new DriftShare(part, target, Exact.Zero, false);

        // |part ÷ whole − weight ÷ all| × 100 > threshold, multiplied out so that nothing is rounded.
        var off = ((part * allWeights) - (weight * whole)) * new Exact(100, 0);
        var bound = threshold * whole * allWeights;
        var points = off.Divide(whole * allWeights, ShownDecimals, Rounding.HalfEven);
        return new DriftShare(part, target, points, off > bound || -off > bound);
    }

    private static Exact Sum(IEnumerable<Exact> values) => values.Aggregate(Exact.Zero, (sum, value) => sum + value);
}
