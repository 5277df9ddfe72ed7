using Arbit.Markets;
using Arbit.Strategy.Conversions;

namespace Arbit.EdgeRunner.Conversions;

/// <summary>A conversion as it is printed: every amount as decimal text.</summary>
/// <param name="Market">Where the books are from: simulated, until real ones are asked.</param>
/// <param name="Venue">Inside which venue.</param>
/// <param name="From">What is given.</param>
/// <param name="To">What is wanted.</param>
/// <param name="Amount">How much is given.</param>
/// <param name="Reason">Whether there is a route, or why there is none.</param>
/// <param name="Arrives">How much is left at the end; null without a route.</param>
/// <param name="Route">The best; null without one.</param>
/// <param name="Alternatives">The others, with why they lost.</param>
/// <param name="SearchedAll">False where the longest routes were left out.</param>
public sealed record ConversionQuoteView(
    string Market,
    string Venue,
    string From,
    string To,
    string Amount,
    ConversionReason Reason,
    string? Arrives,
    ConversionRouteView? Route,
    IReadOnlyList<ConversionRouteView> Alternatives,
    bool SearchedAll);

/// <summary>One route.</summary>
public sealed record ConversionRouteView(string Path, string Arrives, RouteWhy Why, IReadOnlyList<ConversionHopView> Hops)
{
    public static ConversionRouteView Of(ConversionRoute route)
        => new(route.ToString(), route.Arrives.ToString(), route.Why, [.. route.Hops.Select(ConversionHopView.Of)]);
}

/// <summary>One order of a route.</summary>
public sealed record ConversionHopView(
    string Symbol, Side Side, string Quantity, string Limit, string Average, string Spends, string Receives, string Rest)
{
    public static ConversionHopView Of(ConversionHop hop) => new(
        hop.Symbol.ToString(),
        hop.Side,
        hop.Quantity.ToString(),
        hop.Limit.ToString(),
        hop.Average.ToString(),
        hop.Spends.ToString(),
        hop.Receives.ToString(),
        hop.Rest.ToString());
}
