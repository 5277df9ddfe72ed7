using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// The accounts as the venues have them: what they began with, and what the venues' own record of orders did to them. The bot's
/// ledger is not asked.
/// </summary>
internal sealed class VenueBalances(IReadOnlyDictionary<(string Place, Asset Asset), Amount> opening, PaperVenue paper)
{
    public SortedDictionary<(string Place, Asset Asset), Amount> Now()
    {
        var balances = new SortedDictionary<(string Place, Asset Asset), Amount>(Comparer<(string Place, Asset Asset)>.Create(Compare));
        foreach (var (key, amount) in opening)
            balances[key] = amount;
        foreach (var order in paper.Orders)
        {
            if (order.Filled.IsZero)
                continue;
            var place = Place.Trading(new Venue(order.Venue)).Name;
            var sign = order.Side == Side.Buy ? 1 : -1;
            Add((place, order.Symbol.Base), Amount.From(order.Filled), sign);
            Add((place, order.Symbol.Quote), Amount.From(order.FilledNotional), -sign);
            Add((place, order.FeeAsset), order.Fee, -1);
        }

        return balances;

        void Add((string, Asset) key, Amount amount, int sign)
            => balances[key] = balances.GetValueOrDefault(key) + (sign > 0 ? amount : -amount);
    }

    /// <summary>Every difference to the last digit, in words.</summary>
    public IEnumerable<string> DifferencesTo(MoneyLedger ledger)
    {
        var known = ledger.Balances.ToDictionary(balance => (balance.Place.Name, balance.Asset), balance => balance.Balance.Total);
        var real = Now();
        foreach (var key in real.Keys.Concat(known.Keys).Distinct())
        {
            var (venue, bot) = (real.GetValueOrDefault(key), known.GetValueOrDefault(key));
            if (venue != bot)
                yield return $"{key.Item2} at {key.Item1}: the venue has {venue}, the ledger {bot}";
        }
    }

    private static int Compare((string Place, Asset Asset) a, (string Place, Asset Asset) b)
    {
        var byPlace = string.CompareOrdinal(a.Place, b.Place);
        return byPlace != 0 ? byPlace : a.Asset.CompareTo(b.Asset);
    }
}
