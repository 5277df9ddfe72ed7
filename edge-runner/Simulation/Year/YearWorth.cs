using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Ledger;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>What everything is worth at the market's true prices, place by place.</summary>
internal static class YearWorth
{
    public static YearDay Of(DateTimeOffset now, TradeBook book, CoarseMarket market)
    {
        var places = new SortedDictionary<string, Amount>(StringComparer.Ordinal);
        var capital = Amount.Zero;
        foreach (var (place, asset, balance) in book.Ledger.Balances)
        {
            if (!market.Knows(asset))
                continue;
            var worth = Amount.From(balance.Total.Value * market.DollarsOf(asset), Rounding.Floor);
            var name = place.Kind == PlaceKind.InTransit ? "in transit" : place.Name;
            places[name] = places.GetValueOrDefault(name) + worth;
            if (place.Kind != PlaceKind.ColdWallet)
                capital += worth;
        }

        return new YearDay(now, capital, places, (book.Treasury.Mode?.Mode ?? TradingMode.Gold).Word());
    }
}
