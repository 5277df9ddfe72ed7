using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.Workflows.Edge;

/// <summary>Questions to what the edge told of the balances.</summary>
public static class ToldBalances
{
    public static Amount FreeAt(this BalancesTold told, string place, Asset asset)
        => told.Balances.FirstOrDefault(balance => balance.Place == place && balance.Asset == asset)?.Free ?? Amount.Zero;

    public static Amount ReservedAt(this BalancesTold told, string place, Asset asset)
        => told.Balances.FirstOrDefault(balance => balance.Place == place && balance.Asset == asset)?.Reserved ?? Amount.Zero;

    /// <summary>On its way to a destination; the place names it.</summary>
    public static Amount OnItsWayTo(this BalancesTold told, string destination, Asset asset)
        => told.Balances
            .Where(balance => balance.Asset == asset && balance.Place.StartsWith($"transit:{destination}:", StringComparison.Ordinal))
            .Aggregate(Amount.Zero, (sum, balance) => sum + balance.Free + balance.Reserved);

    /// <summary>In dollars; zero without a price: no rate, no trade (lesson L29).</summary>
    public static Exact Dollars(this BalancesTold told, Asset asset, Amount amount)
        => told.Prices.TryGetValue(asset.Code, out var price) ? amount.Value * price.Value : Exact.Zero;

    /// <summary>What so many dollars are of an asset, rounded down to a step that every venue takes; zero without a price.</summary>
    public static Amount AmountFor(this BalancesTold told, Asset asset, Exact dollars)
        => told.Prices.TryGetValue(asset.Code, out var price) && price.Value.Sign > 0
            ? Amount.From(dollars.Divide(price.Value, Decimals, Rounding.Floor))
            : Amount.Zero;

    private const int Decimals = 6;
}
