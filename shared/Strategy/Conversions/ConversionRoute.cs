using Arbit.Money;

namespace Arbit.Strategy.Conversions;

/// <summary>One way from an asset to another.</summary>
/// <param name="Assets">From the first to the last.</param>
/// <param name="Hops">Its orders, one after the other; where it cannot be traded, those before the one that fails.</param>
/// <param name="Arrives">Of the last asset; zero where it cannot be traded.</param>
/// <param name="Why">Why it was chosen or lost.</param>
public sealed record ConversionRoute(IReadOnlyList<Asset> Assets, IReadOnlyList<ConversionHop> Hops, Exact Arrives, RouteWhy Why)
{
    public override string ToString() => string.Join(" > ", Assets);
}
