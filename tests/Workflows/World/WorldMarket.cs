using Arbit.Markets;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.Tests.Workflows.World;

/// <summary>Prices that stand still, and the pairs that each venue lists. Every trade pays ten basis points in what it receives.</summary>
internal sealed class WorldMarket
{
    private const int Decimals = 8;
    private const int MostHops = 4;

    private static readonly Exact AfterFee = Exact.Parse("0.999");

    /// <summary>Dollars; what is not here has no price.</summary>
    public SortedDictionary<string, Price> Prices { get; } = new(StringComparer.Ordinal)
    {
        ["BNB"] = Price.Parse("500"),
        ["BTC"] = Price.Parse("50000"),
        ["ETH"] = Price.Parse("2500"),
        ["PAXG"] = Price.Parse("2500"),
        ["SOL"] = Price.Parse("100"),
        ["USD"] = Price.Parse("1"),
        ["USDC"] = Price.Parse("1"),
        ["USDT"] = Price.Parse("1"),
    };

    public SortedDictionary<string, IReadOnlyList<Symbol>> Pairs { get; } = new(StringComparer.Ordinal);

    public void List(string venue, params string[] pairs) => Pairs[venue] = [.. pairs.Select(Symbol.Parse)];

    public Exact Dollars(Asset asset, Amount amount) => Prices.TryGetValue(asset.Code, out var price) ? amount.Value * price.Value : Exact.Zero;

    public static (Asset Spent, Asset Received) Assets(Symbol symbol, Side side) => side == Side.Buy ? (symbol.Quote, symbol.Base) : (symbol.Base, symbol.Quote);

    /// <summary>What an amount comes to, after the fee.</summary>
    public Amount Received(Symbol symbol, Side side, Amount spent)
    {
        var (given, got) = Assets(symbol, side);
        return Amount.From((Dollars(given, spent) * AfterFee).Divide(Prices[got.Code].Value, Decimals, Rounding.Floor));
    }

    public Amount Cost(Asset spent, Amount amount) => Amount.From((Dollars(spent, amount) * (Exact.One - AfterFee)).Round(Decimals, Rounding.Ceiling));

    /// <summary>The shortest way at each venue, those that receive most first.</summary>
    public IReadOnlyList<QuotedRoute> Routes(Venue? venue, Asset from, Asset to, Amount amount)
        => [.. Pairs.Keys.Select(name => new Venue(name))
            .Where(at => venue is null || at == venue)
            .Select(at => Route(at, from, to, amount))
            .OfType<QuotedRoute>()
            .OrderByDescending(route => route.Receives)
            .ThenBy(route => route.Venue)];

    private QuotedRoute? Route(Venue venue, Asset from, Asset to, Amount amount)
    {
        var ways = new Queue<(Asset At, Amount Amount, IReadOnlyList<QuotedHop> Hops)>([(from, amount, [])]);
        var seen = new HashSet<Asset> { from };
        while (ways.TryDequeue(out var way))
        {
            foreach (var (symbol, side) in Pairs[venue.Name].SelectMany(symbol => new[] { (symbol, Side.Buy), (symbol, Side.Sell) }))
            {
                var (spent, got) = Assets(symbol, side);
                if (spent != way.At || way.Hops.Count == MostHops || !seen.Add(got))
                    continue;
                IReadOnlyList<QuotedHop> hops = [.. way.Hops, new QuotedHop(symbol, side)];
                var received = Received(symbol, side, way.Amount);
                if (got == to)
                    return new QuotedRoute(venue, hops, amount, received, Cost(from, amount));
                ways.Enqueue((got, received, hops));
            }
        }

        return null;
    }
}
