using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Conversions;

/// <summary>
/// The cheapest way from one asset to another inside one venue, over any number of pairs (strategy.md, Conversion Manager; lesson
/// L36). Every simple path is priced through the levels with the account's fee, on the lot and tick and above the minimums; the one
/// by which most arrives is the cheapest. What a hop leaves unspent is no part of what arrives.
/// </summary>
public static class ConversionRouter
{
    /// <summary>The route for an amount (more than zero) of <paramref name="from"/>.</summary>
    /// <param name="markets">The pairs of one venue.</param>
    /// <param name="from">What is given.</param>
    /// <param name="to">What is wanted.</param>
    /// <param name="amount">How much is given.</param>
    /// <param name="rules">How far the search goes.</param>
    public static ConversionQuote Find(IReadOnlyList<ConversionMarket> markets, Asset from, Asset to, Exact amount, ConversionRules rules)
    {
        if (amount.Sign <= 0)
            throw new ArgumentOutOfRangeException(nameof(amount), "An amount that is converted is more than zero.");
        if (from == to)
            return new ConversionQuote(null, ConversionReason.SameAsset, [], true);
        var legs = markets.SelectMany(market => new[] { Leg(market, Side.Buy, rules), Leg(market, Side.Sell, rules) })
            .OfType<ConversionLeg>()
            .OrderBy(leg => leg.To).ThenBy(leg => leg.From)
            .ToLookup(leg => leg.From);
        var routes = Search(legs, from, to, Start(amount), rules.MaxEvaluations, out var searchedAll);
        if (routes.Count == 0)
            return new ConversionQuote(null, ConversionReason.NoPath, [], searchedAll);
        var ranked = routes
            .OrderBy(route => route.Why != RouteWhy.Chosen)
            .ThenByDescending(route => route.Arrives)
            .ThenBy(route => route.Assets.Count)
            .ThenBy(route => route.ToString(), StringComparer.Ordinal)
            .ToList();
        var best = ranked[0];
        if (best.Why != RouteWhy.Chosen)
            return new ConversionQuote(null, ConversionReason.NoneTradable, [.. ranked.Take(rules.MaxAlternatives)], searchedAll);
        var alternatives = ranked.Skip(1).Take(rules.MaxAlternatives).Select(route => route.Why == RouteWhy.Chosen ? route with { Why = Lost(route, best) } : route);
        return new ConversionQuote(best, ConversionReason.Found, [.. alternatives], searchedAll);
    }

    /// <summary>Breadth first, so that a search that has to end early has seen all short routes.</summary>
    private static List<ConversionRoute> Search(ILookup<Asset, ConversionLeg> legs, Asset from, Asset to, Int128 amount, int most, out bool searchedAll)
    {
        List<ConversionRoute> routes = [];
        Queue<Partial> open = new([new Partial([from], [], amount)]);
        var reaches = Reaching(legs, to);
        searchedAll = true;
        while (open.TryDequeue(out var path))
        {
            foreach (var leg in legs[path.Assets[^1]])
            {
                if (path.Assets.Contains(leg.To) || !reaches.Contains(leg.To))
                    continue;
                if (most-- <= 0)
                {
                    searchedAll = false;
                    return routes;
                }

                Asset[] assets = [.. path.Assets, leg.To];
                var hop = Price(leg, path.Available, out var received, out var why);
                if (hop is null)
                    routes.Add(new ConversionRoute(assets, path.Hops, Exact.Zero, why));
                else if (leg.To == to)
                    routes.Add(new ConversionRoute(assets, [.. path.Hops, hop], hop.Receives, RouteWhy.Chosen));
                else
                    open.Enqueue(new Partial(assets, [.. path.Hops, hop], received));
            }
        }

        return routes;
    }

    /// <summary>The assets from which pairs lead on to the wanted one.</summary>
    private static HashSet<Asset> Reaching(ILookup<Asset, ConversionLeg> legs, Asset to)
    {
        HashSet<Asset> found = [to];
        Queue<Asset> open = new([to]);
        while (open.TryDequeue(out var asset))
        {
            // Every pair is there in both directions, so what it leads to also leads to it.
            foreach (var leg in legs[asset].Where(leg => found.Add(leg.To)))
                open.Enqueue(leg.To);
        }

        return found;
    }

    private static RouteWhy Lost(ConversionRoute route, ConversionRoute best)
        => route.Arrives != best.Arrives ? RouteWhy.ArrivesLess
            : route.Assets.Count != best.Assets.Count ? RouteWhy.MoreHops
            : RouteWhy.LaterByName;

    private static ConversionHop? Price(ConversionLeg leg, Int128 available, out Int128 received, out RouteWhy why)
    {
        try
        {
            return leg.Price(available, out received, out why);
        }
        catch (MoneyOverflowException)
        {
            (received, why) = (0, RouteWhy.NumberRange);
            return null;
        }
    }

    /// <summary>Null where a level has no place in the arithmetic: what cannot be priced is no way.</summary>
    private static ConversionLeg? Leg(ConversionMarket market, Side side, ConversionRules rules)
    {
        try
        {
            return new ConversionLeg(market, side, rules);
        }
        catch (MoneyOverflowException)
        {
            return null;
        }
    }

    private static Int128 Start(Exact amount) => amount.At(PathLeg.AmountDecimals, Rounding.Floor);

    private sealed record Partial(IReadOnlyList<Asset> Assets, IReadOnlyList<ConversionHop> Hops, Int128 Available);
}
