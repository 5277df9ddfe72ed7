using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Ledger;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>The accounts as the venues have them, by their own books: the bot's ledger is not asked.</summary>
internal sealed class VenueBalances(PaperVenue paper)
{
    /// <summary>Every difference to the last digit, in words.</summary>
    public IEnumerable<string> DifferencesTo(MoneyLedger ledger)
    {
        var differences = new SortedDictionary<string, Amount>(StringComparer.Ordinal);
        foreach (var account in paper.Accounts)
        {
            foreach (var (asset, balance) in account.Balances)
                differences[$"{asset} at {Place.Trading(account.Venue)}"] = balance.Total;
        }

        foreach (var (place, asset, balance) in ledger.Balances)
            differences[$"{asset} at {place}"] = differences.GetValueOrDefault($"{asset} at {place}") - balance.Total;
        return differences.Where(difference => difference.Value.Sign != 0).Select(difference => $"{difference.Key}: the venue has {difference.Value} more than the ledger");
    }
}
