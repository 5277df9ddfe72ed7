using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>
/// What assets are worth in dollars by the prices noted last: for opening balances and the capital's figures only, where an asset
/// may be worth something by way of another (a coin by bitcoin, bitcoin by dollars). Nothing is traded by it.
/// </summary>
internal sealed class DollarPrices(IReadOnlySet<Asset> dollars)
{
    private const int Decimals = 12;

    private readonly SortedDictionary<(Symbol Symbol, Venue Venue), Exact> _prices = [];

    public void Note(Venue venue, Symbol symbol, Price price)
    {
        if (!price.IsZero)
            _prices[(symbol, venue)] = price.Value;
    }

    public void NoteFirst(Venue venue, Symbol symbol, Price price)
    {
        if (!price.IsZero)
            _prices.TryAdd((symbol, venue), price.Value);
    }

    /// <summary>Every asset that a price leads to, from the dollars outward: by the fewest steps, of as many by name.</summary>
    public IReadOnlyDictionary<Asset, Exact> All()
    {
        var worth = dollars.ToDictionary(dollar => dollar, _ => Exact.One);
        for (var found = true; found;)
        {
            var step = new SortedDictionary<Asset, Exact>();
            foreach (var ((symbol, _), price) in _prices)
            {
                if (worth.TryGetValue(symbol.Quote, out var quote) && !worth.ContainsKey(symbol.Base))
                    step.TryAdd(symbol.Base, Product(price, quote));
                else if (worth.TryGetValue(symbol.Base, out var coin) && !worth.ContainsKey(symbol.Quote))
                    step.TryAdd(symbol.Quote, coin.Divide(price, Decimals, Rounding.HalfEven));
            }

            found = step.Count > 0;
            foreach (var (asset, value) in step)
                worth[asset] = value;
        }

        return worth;
    }

    /// <summary>What balances are worth; what has no price counts nothing.</summary>
    public Amount Value(IEnumerable<(Asset Asset, Amount Amount)> balances)
    {
        var worth = All();
        return balances.Aggregate(Amount.Zero, (sum, balance) => worth.TryGetValue(balance.Asset, out var price)
            ? sum + Amount.From(Product(balance.Amount.Value.Round(Decimals, Rounding.Floor), price))
            : sum);
    }

    private static Exact Product(Exact a, Exact b) => (a.Round(Decimals, Rounding.HalfEven) * b.Round(Decimals, Rounding.HalfEven)).Round(Decimals, Rounding.HalfEven);
}
