using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Conversions;

/// <summary>One order of a route.</summary>
/// <param name="Symbol">The pair.</param>
/// <param name="Side">Buy spends the quote asset.</param>
/// <param name="Quantity">Of the base asset, on the lot; payable at the limit.</param>
/// <param name="Limit">The worst level it reaches, on the tick.</param>
/// <param name="Average">What it is priced at through the levels; rounded to 18 decimals at most, for showing.</param>
/// <param name="Spends">What it takes, the fee that comes on top included.</param>
/// <param name="Receives">What is left of it after the fee. A fee that is paid beside the trade is taken off at the same rate.</param>
/// <param name="Rest">What came to it and is not spent: dust under a lot, what the limit keeps back, or what the depth has no place for.</param>
public sealed record ConversionHop(
    Symbol Symbol, Side Side, Quantity Quantity, Price Limit, Exact Average, Exact Spends, Exact Receives, Exact Rest)
{
    public Asset From => Side == Side.Buy ? Symbol.Quote : Symbol.Base;

    public Asset To => Side == Side.Buy ? Symbol.Base : Symbol.Quote;
}
