namespace Arbit.Markets;

/// <summary>Of an order: buy spends the quote asset for the base asset, sell the other way round.</summary>
public enum Side
{
    Buy,
    Sell,
}
