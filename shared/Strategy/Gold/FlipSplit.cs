using Arbit.Money;

namespace Arbit.Strategy.Gold;

/// <summary>
/// The flip to BTC (strategy.md, Mode Manager): of the PAXG on venues 85 % is sold and 15 % goes to the cold wallet. What is in
/// the cold wallet already does not count, so that the 15 % of every cycle add up.
/// </summary>
public static class FlipSplit
{
    /// <summary>What goes to the cold wallet.</summary>
    public static Bps Kept { get; } = Bps.From(1_500m);

    /// <summary>
    /// The venues' shares, by name; together exactly what was there. The 15 % are rounded down to what a withdrawal can carry and
    /// leave from as few venues as can be, the largest first, because each withdrawal pays the network again.
    /// </summary>
    /// <param name="positions">Each venue once; the cold wallet may be among them.</param>
    /// <param name="decimals">Of a withdrawal's amount, 0 to 18.</param>
    /// <param name="kept">The share that is withdrawn, 0 to 10,000 bps.</param>
    public static IReadOnlyList<GoldShare> Of(IEnumerable<GoldPosition> positions, int decimals, Bps kept)
    {
        if (kept.RateUnits is < 0 or > Bps.OneInRateUnits)
            throw new ArgumentOutOfRangeException(nameof(kept), "A share is 0 to 10,000 bps.");
        var onVenues = positions
            .Where(position => position.Venue is not null)
            .OrderByDescending(position => position.Amount)
            .ThenBy(position => position.Venue!.Value)
            .ToList();
        var all = onVenues.Aggregate(Amount.Zero, (sum, position) => sum + position.Amount);
        var left = Share(all, kept, decimals);
        List<GoldShare> shares = [];
        foreach (var (venue, amount) in onVenues)
        {
            // Also the part of one venue has to be one that a withdrawal can carry.
            var withdrawn = Amount.Min(left, Share(amount, Whole, decimals));
            left -= withdrawn;
            shares.Add(new GoldShare(venue!.Value, amount - withdrawn, withdrawn));
        }

        return [.. shares.OrderBy(share => share.Venue)];
    }

    private static Bps Whole => Bps.FromRateUnits(Bps.OneInRateUnits);

    /// <summary>Amount × share, rounded down once; the product is kept whole on the way.</summary>
    private static Amount Share(Amount amount, Bps share, int decimals)
    {
        var exact = Amount.FromUnits(WideMath.MultiplyDivide(amount.Units, share.RateUnits, Bps.OneInRateUnits));
        return Amount.From(exact.Value.Round(decimals, Rounding.Floor));
    }
}
