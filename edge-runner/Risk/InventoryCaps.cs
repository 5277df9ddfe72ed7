using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// No asset is held in more than its cap over all places, what orders may still bring in and what is in transit included: were
/// every other leg to fail, what a new cycle receives must still fit under it. An asset that a cycle only comes back to is left out.
/// </summary>
public sealed class InventoryCaps(IReadOnlyDictionary<Asset, InventoryCap> caps, TradeBook book, IRates rates) : ISizeCap, IStopSource
{
    public Exact Cap(CyclePath path, Exact wanted, out RefusalReason reason)
    {
        reason = RefusalReason.InventoryCap;
        var start = path.Legs[0].Spends;
        foreach (var leg in path.Legs)
        {
            if (leg.Receives == start || !caps.TryGetValue(leg.Receives, out var cap))
                continue;
            if (rates.InDollars(leg.Receives) is not { } price)
                return Exact.Zero;
            var left = cap.InDollars ? cap.Most - Dollars(Held(leg.Receives), price) : (Left(leg.Receives, cap, price) * price.Value).Round(Amount.Decimals, Rounding.Floor);
            if (left < wanted)
                wanted = left;
        }

        return wanted;
    }

    public RefusalReason Check(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<SizedLeg> sized)
    {
        var start = legs[0].Spends;
        for (var i = 0; i < legs.Length; i++)
        {
            if (legs[i].Receives == start || !caps.TryGetValue(legs[i].Receives, out var cap))
                continue;
            var received = new Exact(legs[i].Received(sized[i].Quantity, sized[i].Notional), PathLeg.AmountDecimals).Round(Amount.Decimals, Rounding.Ceiling);
            if (rates.InDollars(legs[i].Receives) is not { } price || received > Left(legs[i].Receives, cap, price))
                return RefusalReason.InventoryCap;
        }

        return RefusalReason.None;
    }

    public IEnumerable<Stop> StopsAt(long now)
        => from entry in caps
           orderby entry.Key
           let price = rates.InDollars(entry.Key)
           where price is { IsZero: false } known && Left(entry.Key, entry.Value, known).Sign <= 0
           select new Stop(StopScope.Asset, entry.Key.Code, $"it is held up to its cap of {entry.Value.Most} {(entry.Value.InDollars ? "USD" : entry.Key.Code)}", now, "by itself, when less of it is held");

    /// <summary>In units of the asset; zero or less where the cap is reached.</summary>
    private Exact Left(Asset asset, InventoryCap cap, Price price)
        => (cap.InDollars ? (price.IsZero ? Exact.Zero : cap.Most.Divide(price.Value, Amount.Decimals, Rounding.Floor)) : cap.Most) - Held(asset).Value;

    private static Exact Dollars(Amount amount, Price price) => (amount.Value * price.Value).Round(Amount.Decimals, Rounding.Ceiling);

    private Amount Held(Asset asset)
    {
        var held = book.Ledger.TotalOf(asset) - book.Ledger.TotalAt(Place.ColdWallet, asset);
        for (var i = 0; i < book.Open.Count; i++)
        {
            var orders = book.Open[i].Orders;
            for (var j = 0; j < orders.Count; j++)
            {
                var order = orders[j];
                if (order.IsTerminal || order.Receives != asset)
                    continue;
                var missing = order.Quantity - order.Filled;
                held += order.Side == Side.Buy ? Amount.From(missing) : Amount.From((order.Limit * missing).Value, Rounding.Ceiling);
            }
        }

        return held;
    }
}
