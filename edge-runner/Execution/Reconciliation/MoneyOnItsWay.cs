using Arbit.EdgeRunner.Ledger;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Reconciliation;

/// <summary>
/// The venue and the ledger hear of a transfer at different moments: a withdrawal leaves the account before or after its
/// <c>MoveMoney</c> comes, a deposit is credited before or after. In between they differ by exactly the transfer's amount. A
/// difference that some of these add up to, to the last digit, is explained; any other is a difference, as before:
/// <list type="bullet">
/// <item>less there: reservations at the place that never expire, whose withdrawal may have left; and moves to the place of the last hour, not yet credited;</item>
/// <item>more there: what is in transit, not yet booked as arrived; reservations that never expire where nobody trades (staked, lent, another wallet), on their way here; and moves out of the place of the last hour, not yet debited.</item>
/// </list>
/// </summary>
internal static class MoneyOnItsWay
{
    /// <summary>Every combination is tried, so only so many are: there are never nearly as many at once.</summary>
    private const int MostParts = 12;

    public static bool Explains(TradeBook book, Place place, Asset asset, Amount difference)
    {
        var parts = PartsOf(book, place, asset).Where(part => part.Sign != 0).Take(MostParts).ToList();
        for (var chosen = 1; chosen < 1 << parts.Count; chosen++)
        {
            var sum = Amount.Zero;
            for (var part = 0; part < parts.Count; part++)
                sum += (chosen >> part & 1) == 1 ? parts[part] : Amount.Zero;
            if (sum == difference)
                return true;
        }

        return false;
    }

    private static IEnumerable<Amount> PartsOf(TradeBook book, Place place, Asset asset)
    {
        foreach (var held in book.Treasury.Reservations.Where(held => held.Asset == asset && held.Until is null))
        {
            if (held.Place == place.Name)
                yield return -held.Left;
            else if (new Place(held.Place).Kind != PlaceKind.Trading)
                yield return held.Left;
        }

        foreach (var (where, what, balance) in book.Ledger.Balances)
        {
            if (what == asset && where.Kind == PlaceKind.InTransit)
                yield return balance.Free;
        }

        foreach (var move in book.Treasury.Moves.Reverse().Where(move => move.Asset == asset))
        {
            if (move.From == place.Name)
                yield return move.Amount + move.Fee;
            else if (move.To == place.Name)
                yield return -move.Amount;
        }
    }
}
