using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>Says what is where and what it is worth: the slow side keeps no balances of its own.</summary>
/// <param name="book">What is held.</param>
/// <param name="instruments">Whose fees are told.</param>
/// <param name="rates">What it is worth.</param>
/// <param name="capital">All but the cold wallet, in dollars.</param>
/// <param name="notional">Of a trade, in dollars.</param>
/// <param name="initial">The mode before any was set.</param>
/// <param name="discounted">The venues whose fees are paid in an asset of their own: of these alone a reserve is kept.</param>
public sealed class BalanceTeller(
    TradeBook book, IReadOnlyList<TradedInstrument> instruments, IRates rates, Func<Amount> capital, Exact notional, TradingMode initial, IEnumerable<Venue> discounted)
{
    private const int TradesAhead = 100;

    public BalancesTold Tell(TellBalances asked, long now)
    {
        var balances = book.Ledger.Balances
            .Where(balance => balance.Balance.Free.Sign != 0 || balance.Balance.Reserved.Sign != 0)
            .Select(balance => new ToldBalance(balance.Place.Name, balance.Asset, balance.Balance.Free, balance.Balance.Reserved))
            .ToList();
        var prices = new SortedDictionary<string, Price>(StringComparer.Ordinal);
        var assets = instruments.SelectMany(traded => (Asset[])[traded.Instrument.Symbol.Base, traded.Instrument.Symbol.Quote]).Concat(balances.Select(balance => balance.Asset));
        foreach (var asset in assets.Distinct())
        {
            if (rates.InDollars(asset) is { } price)
                prices[asset.Code] = price;
        }

        var mode = book.Treasury.Mode;
        return new BalancesTold(
            Treasurer.TimeOf(now),
            asked.Id,
            asked.ReplyTo,
            mode?.Mode ?? initial,
            mode?.Epoch ?? 0,
            balances,
            prices,
            capital(),
            book.Totals.NetInDollars,
            Fees())
        {
            Opportunities = new SortedDictionary<string, long>(book.Opportunities.All.ToDictionary(count => count.Key.Name, count => count.Value, StringComparer.Ordinal), StringComparer.Ordinal),
        };
    }

    /// <summary>As the dearest pair of each venue charges them, so that what is kept for them is enough.</summary>
    private SortedDictionary<string, Amount> Fees()
    {
        var fees = new SortedDictionary<string, Amount>(StringComparer.Ordinal);
        foreach (var venue in instruments.GroupBy(traded => traded.Instrument.Venue).Where(venue => discounted.Contains(venue.Key)))
        {
            var dearest = venue.Max(traded => traded.Instrument.Fees.Taker.RateUnits);
            fees[venue.Key.Name] = Amount.From((notional * new Exact(dearest, 8)).Round(Amount.Decimals - 3, Rounding.Ceiling) * new Exact(TradesAhead, 0), Rounding.Ceiling);
        }

        return fees;
    }
}
