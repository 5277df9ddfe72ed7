using System.Text.Json;

namespace Arbit.Tests.Simulation;

/// <summary>A book in decimals, kept the obvious way.</summary>
internal sealed class PlainBook
{
    private readonly SortedDictionary<decimal, decimal> bids = new(Comparer<decimal>.Create((left, right) => right.CompareTo(left)));
    private readonly SortedDictionary<decimal, decimal> asks = [];

    public (decimal Price, decimal Quantity) Bid => Top(bids);

    public (decimal Price, decimal Quantity) Ask => Top(asks);

    public void Set(bool bid, decimal price, decimal quantity)
    {
        SortedDictionary<decimal, decimal> side = bid ? bids : asks;
        if (quantity == 0) side.Remove(price);
        else side[price] = quantity;
    }

    /// <summary>Levels of string or number pairs, as Binance and KuCoin write them.</summary>
    public void Set(bool bid, JsonElement levels)
    {
        foreach (JsonElement level in levels.EnumerateArray()) Set(bid, level[0].Number(), level[1].Number());
    }

    private static (decimal Price, decimal Quantity) Top(SortedDictionary<decimal, decimal> side)
    {
        KeyValuePair<decimal, decimal> best = side.First();
        return (best.Key, best.Value);
    }
}
