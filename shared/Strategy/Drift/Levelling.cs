using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>
/// Moves from those that have too much to those that have too little, until whatever drifted is at its target: at each step
/// the one farthest off among the drifted, and the one farthest off on the other side. Every move brings one of the two to its
/// target, so there are fewer moves than parts.
/// </summary>
internal static class Levelling
{
    /// <param name="excess">Dollars too much, or too few (negative); they add up to zero.</param>
    /// <param name="drifted">Those that are to be at their target in the end.</param>
    public static IReadOnlyList<(int From, int To, Exact Dollars)> Of(IReadOnlyList<Exact> excess, IReadOnlyList<bool> drifted)
    {
        var left = excess.ToArray();
        List<(int From, int To, Exact Dollars)> moves = [];
        while (Farthest(left, i => drifted[i] && left[i].Sign != 0, i => Abs(left[i])) is { } first)
        {
            var other = Farthest(left, i => left[i].Sign == -left[first].Sign, i => Abs(left[i]))!.Value;
            var (from, to) = left[first].Sign > 0 ? (first, other) : (other, first);
            var dollars = left[from] < -left[to] ? left[from] : -left[to];
            left[from] -= dollars;
            left[to] += dollars;
            moves.Add((from, to, dollars));
        }

        return moves;
    }

    private static int? Farthest(Exact[] values, Func<int, bool> counts, Func<int, Exact> distance)
    {
        int? farthest = null;
        for (var i = 0; i < values.Length; i++)
        {
            if (counts(i) && (farthest is not { } best || distance(i) > distance(best)))
                farthest = i;
        }

        return farthest;
    }

    private static Exact Abs(Exact value) => value.Sign < 0 ? -value : value;
}
