using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy.Conversions;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>
/// Says which way one money becomes another cheapest, venue by venue, by the proven books as they are (strategy.md, Conversion
/// Manager). It works on the decider's thread, so it looks at the best levels only and at so many hops at most.
/// </summary>
/// <param name="instruments">Whose books are looked at.</param>
/// <param name="rates">What a conversion costs is told in dollars.</param>
public sealed class ConversionTeller(IReadOnlyList<TradedInstrument> instruments, IRates rates)
{
    private const int MostLevels = 25;
    private const int MostHops = 2_000;

    public ConversionQuoted Tell(QuoteConversion asked, long now)
    {
        var routes = new List<QuotedRoute>();
        foreach (var venue in instruments.Select(traded => traded.Instrument.Venue).Distinct().Order())
        {
            if (asked.Venue is { } only && only != venue)
                continue;
            var markets = instruments.Where(traded => traded.Instrument.Venue == venue && traded.Book.IsUsable).Select(Market).ToList();
            var rules = ConversionRules.Default with { MaxEvaluations = MostHops };
            if (ConversionRouter.Find(markets, asked.From, asked.To, asked.Amount.Value, rules).Route is { } route)
                routes.Add(Quoted(venue, asked, route));
        }

        return new ConversionQuoted(Treasurer.TimeOf(now), asked.Id, asked.ReplyTo, [.. routes.OrderByDescending(PerUnit).ThenBy(route => route.Venue)]);
    }

    /// <summary>What arrives for each unit spent: a venue whose books hold less is not the worse for it.</summary>
    private static Exact PerUnit(QuotedRoute route)
        => route.Spends.Sign <= 0 ? Exact.Zero : route.Receives.Value.Divide(route.Spends.Value, Amount.Decimals, Rounding.Floor);

    private QuotedRoute Quoted(Venue venue, QuoteConversion asked, ConversionRoute route)
    {
        var spends = Amount.From(route.Hops[0].Spends, Rounding.Ceiling);
        var receives = Amount.From(route.Arrives, Rounding.Floor);
        return new QuotedRoute(venue, [.. route.Hops.Select(hop => new QuotedHop(hop.Symbol, hop.Side))], spends, receives, Cost(asked, spends, receives));
    }

    /// <summary>Zero where one of the two has no rate: then nothing is said of it.</summary>
    private Amount Cost(QuoteConversion asked, Amount spends, Amount receives)
        => rates.InDollars(asked.From) is { } from && rates.InDollars(asked.To) is { } to
            ? Amount.From((spends.Value * from.Value) - (receives.Value * to.Value), Rounding.Ceiling)
            : Amount.Zero;

    private static ConversionMarket Market(TradedInstrument traded) => new(traded.Instrument, Levels(traded.Book, Side.Sell), Levels(traded.Book, Side.Buy));

    /// <summary>As far as they are proven; a newer best quote stands in place of what it outdates.</summary>
    private static List<(Price Price, Quantity Quantity)> Levels(OrderBook book, Side taker)
    {
        var side = taker == Side.Buy ? book.Asks : book.Bids;
        var best = taker == Side.Buy ? book.AskPrice : book.BidPrice;
        var levels = new List<(Price, Quantity)>(MostLevels);
        if (book.IsQuoteNewer && best > 0)
            levels.Add((book.PriceFrom(best), book.QuantityFrom(taker == Side.Buy ? book.AskQuantity : book.BidQuantity)));
        for (var i = 0; i < side.Count && levels.Count < MostLevels && side.IsProven(side.Price(i)); i++)
        {
            var at = side.Price(i);
            if (!book.IsQuoteNewer || (side.IsAtLeast(best, at) && at != best))
                levels.Add((book.PriceFrom(at), book.QuantityFrom(side.Quantity(i))));
        }

        return levels;
    }
}
