using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>
/// Chooses by cost how an exposure is closed (strategy.md, failed legs): on to where the cycle was to end, elsewhere on any pair of
/// any venue whose wallet pays for it, against another exposure of the same cycle, or back. Each way is priced through the proven
/// book, after fees, over one or two orders. Rare, so it may take its time.
/// </summary>
public sealed class RecoveryPlanner(IReadOnlyList<TradedInstrument> instruments, MoneyLedger wallet, IRates rates, Exact maxHeld)
{
    private const int RateDecimals = 12;

    /// <param name="cycle">Whose exposure.</param>
    /// <param name="asset">Of what.</param>
    /// <param name="change">How much: positive where there is too much of it, negative where too much was sold.</param>
    /// <param name="bound">How much worse than the best price may be taken.</param>
    /// <param name="isDirect">Only ways of one order: where longer ones were tried in vain.</param>
    public RecoveryPlan Plan(Cycle cycle, Asset asset, Amount change, Bps bound, bool isDirect)
    {
        var tradeable = false;
        var unknown = false;
        var compared = 0;
        RecoveryRoute? best = null;
        RecoveryRoute? rejected = null;
        foreach (var traded in instruments)
        {
            if (!Concerns(traded, asset, out var isBase, out var other))
                continue;
            var ends = cycle.IsHome(other);
            var nets = !ends && cycle.Change(other).Sign == -change.Sign;
            if (!ends && !nets && isDirect)
                continue;
            var side = isBase == change.Sign > 0 ? Side.Sell : Side.Buy;
            if (ReferencePrice(cycle, traded, side, bound) is not { } limit)
            {
                unknown |= ends;
                continue;
            }

            var wanted = OrderSizing.For(traded.Instrument, side, isBase, change, limit);
            if (!OrderSizing.IsTradeable(traded.Instrument, wanted, limit))
                continue;
            var affordable = OrderSizing.Affordable(traded.Instrument, side, wanted, limit, wallet);
            var isAffordable = OrderSizing.IsTradeable(traded.Instrument, affordable, limit);
            tradeable |= ends && (isAffordable || IsPaidForLater(traded.Instrument, side, wanted, limit) || !MayBeHeld(asset, change));
            if (!isAffordable || !IsUsable(traded))
                continue;
            var quantity = nets ? NoMoreThan(traded.Instrument, affordable, isBase, limit, cycle.Change(other)) : affordable;
            if (!OrderSizing.IsTradeable(traded.Instrument, quantity, limit) || Value(cycle, traded, side, isBase, other, quantity, limit, change, ends, nets) is not { } value)
                continue;
            compared++;
            var route = new RecoveryRoute(traded, side, quantity, limit, PurposeOf(cycle, traded, side), nets ? other : null, value.Rate, value.IsMeasured);

            // What the venue refused is not tried again while there is another way (lesson L11).
            if (cycle.WasRejected(traded, side))
                rejected = rejected is null || route.IsBetterThan(rejected) ? route : rejected;
            else
                best = best is null || route.IsBetterThan(best) ? route : best;
        }

        if ((best ?? rejected) is { } chosen)
            return new RecoveryPlan(RecoveryStep.Send, chosen, compared);
        return tradeable || unknown ? RecoveryPlan.Wait : RecoveryPlan.TooSmall;
    }

    /// <summary>Whether an amount could be closed at all, somewhere, by one order of at least a size that leaves room over the minimum.</summary>
    public bool IsWorthClosing(Asset asset, Amount change, IReadOnlySet<Asset> home, Exact margin)
    {
        foreach (var traded in instruments)
        {
            if (!Concerns(traded, asset, out var isBase, out var other) || !home.Contains(other) || !IsUsable(traded))
                continue;
            var side = isBase == change.Sign > 0 ? Side.Sell : Side.Buy;
            var price = BestPrice(traded, side);
            var part = Amount.From((change.Value.Divide(margin, Amount.Decimals, Rounding.Floor)));
            var size = OrderSizing.For(traded.Instrument, side, isBase, part, price);
            if (OrderSizing.IsTradeable(traded.Instrument, size, price)
                && OrderSizing.IsTradeable(traded.Instrument, OrderSizing.Affordable(traded.Instrument, side, size, price, wallet), price))
                return true;
        }

        return false;
    }

    /// <summary>Whether the wallet would pay for it once other orders have given back what they claim.</summary>
    private bool IsPaidForLater(Instrument instrument, Side side, Quantity wanted, Price limit)
    {
        var total = wallet.TotalAt(Place.Trading(instrument.Venue), OrderDesk.SpentBy(instrument, side));
        return total > wallet.Free(instrument.Venue, OrderDesk.SpentBy(instrument, side)) && Order.WorstCostOf(instrument, side, wanted, limit) <= total;
    }

    /// <summary>Where no wallet pays for it, a little is held and gathered; much stays open until a person brings money there.</summary>
    private bool MayBeHeld(Asset asset, Amount change)
        => rates.InDollars(asset) is { } price && (change.Sign < 0 ? -change : change).Value * price.Value <= maxHeld;

    private static bool Concerns(TradedInstrument traded, Asset asset, out bool isBase, out Asset other)
    {
        var symbol = traded.Instrument.Symbol;
        isBase = symbol.Base == asset;
        other = isBase ? symbol.Quote : symbol.Base;
        return isBase || symbol.Quote == asset;
    }

    private static bool IsUsable(TradedInstrument traded) => traded.Book.IsUsable && traded.HasTop;

    private static Price BestPrice(TradedInstrument traded, Side side)
        => traded.Book.PriceFrom(side == Side.Sell ? traded.Book.BidPrice : traded.Book.AskPrice);

    /// <summary>The worst price that is taken; of a book that is not usable, what the cycle last knew of it, to tell what is too small.</summary>
    private static Price? ReferencePrice(Cycle cycle, TradedInstrument traded, Side side, Bps bound)
    {
        if (!IsUsable(traded))
            return cycle.Plan.FirstOrDefault(leg => leg.Traded == traded)?.Average;
        var factor = new Exact(Bps.OneInRateUnits + (side == Side.Buy ? bound.RateUnits : -bound.RateUnits), 8);
        var rounding = side == Side.Buy ? Rounding.Floor : Rounding.Ceiling;
        return new Price((BestPrice(traded, side).Value * factor).Round(RateDecimals, rounding)).ToTick(traded.Instrument.Tick, rounding);
    }

    /// <summary>A way that closes two exposures at once closes no more of the other than there is.</summary>
    private static Quantity NoMoreThan(Instrument instrument, Quantity quantity, bool isBase, Price price, Amount other)
    {
        var most = other.Sign < 0 ? -other : other;
        var limit = isBase ? OrderSizing.InLots(instrument, most.Value.Divide(price.Value, 18, Rounding.Floor)) : OrderSizing.InLots(instrument, most.Value);
        return quantity < limit ? quantity : limit;
    }

    private static OrderPurpose PurposeOf(Cycle cycle, TradedInstrument traded, Side side)
    {
        foreach (var leg in cycle.Plan)
        {
            if (leg.Traded == traded)
                return leg.Side == side ? OrderPurpose.Complete : OrderPurpose.Unwind;
        }

        return OrderPurpose.Hedge;
    }

    private (Exact Rate, bool IsMeasured)? Value(
        Cycle cycle, TradedInstrument traded, Side side, bool isBase, Asset other, Quantity quantity, Price limit, Amount change, bool ends, bool nets)
    {
        if (Walk(traded, side, quantity, limit) is not { } walked)
            return null;
        var (closed, counter) = isBase ? (walked.Base, walked.Quote) : (walked.Quote, walked.Base);
        if (closed.Sign <= 0 || counter.Sign <= 0)
            return null;

        // Too much is sold for the other asset, which is sold on; too little is bought with the other, which is bought first; what is
        // netted saves the opposite.
        var worth = ends
            ? HomeValue(cycle, other)
            : DirectValue(cycle, other, nets ? -change.Sign : change.Sign, Amount.From(counter, Rounding.Floor), traded.Instrument.Venue, nets);
        if (worth is not { } known)
            return null;
        var rate = (counter * known.Rate).Round(RateDecimals, Rounding.Floor).Divide(closed, RateDecimals, Rounding.Floor);
        return (change.Sign > 0 ? rate : -rate, known.IsMeasured);
    }

    /// <summary>What an order would do to both assets, fees counted; nothing where the book takes none of it within the limit.</summary>
    private static (Exact Base, Exact Quote)? Walk(TradedInstrument traded, Side side, Quantity quantity, Price limit)
    {
        var (filled, notional, _, _) = PaperMatch.Fill(traded, side, quantity, limit);
        if (filled.IsZero)
            return null;
        var instrument = traded.Instrument;
        var kept = OrderSizing.Kept(instrument);
        if (side == Side.Sell)
            return (filled.Value, (notional.Value * kept).Round(RateDecimals, Rounding.Floor));
        var received = instrument.Fees.PaidIn == FeeAsset.Received ? (filled.Value * kept).Round(18, Rounding.Floor) : filled.Value;
        return (received, (notional.Value * OrderSizing.OnTop(instrument)).Round(RateDecimals, Rounding.Ceiling));
    }

    private (Exact Rate, bool IsMeasured)? HomeValue(Cycle cycle, Asset home)
    {
        if (home == cycle.Start)
            return (Exact.One, true);
        if (rates.Between(home, cycle.Start).Current is { } conversion)
        {
            var unit = Amount.FromUnits(conversion.Apply(Amount.From(Exact.One).Units));
            return (unit.Value.Round(RateDecimals, Rounding.Floor), true);
        }

        // No basis is known: at par, but only where no measured way is open (lesson L29).
        return rates.InDollars(home) is { } price ? (price.Value, false) : null;
    }

    /// <summary>The best that one further order does for an asset: what selling a unit yields, or what buying one costs.</summary>
    private (Exact Rate, bool IsMeasured)? DirectValue(Cycle cycle, Asset asset, int sign, Amount amount, Venue venue, bool anyVenue)
    {
        (Exact Rate, bool IsMeasured)? best = null;
        foreach (var traded in instruments)
        {
            if (!Concerns(traded, asset, out var isBase, out var other) || !cycle.IsHome(other) || !IsUsable(traded))
                continue;
            if (!anyVenue && traded.Instrument.Venue != venue)
                continue;
            var side = isBase == sign > 0 ? Side.Sell : Side.Buy;
            var price = BestPrice(traded, side);
            var quantity = OrderSizing.For(traded.Instrument, side, isBase, amount, price);
            if (!OrderSizing.IsTradeable(traded.Instrument, quantity, price) || HomeValue(cycle, other) is not { } home)
                continue;
            if (Walk(traded, side, quantity, Bounded(traded, side)) is not { } walked)
                continue;
            var (closed, counter) = isBase ? (walked.Base, walked.Quote) : (walked.Quote, walked.Base);
            if (closed.Sign <= 0)
                continue;
            var rate = (counter * home.Rate).Round(RateDecimals, Rounding.Floor).Divide(closed, RateDecimals, Rounding.Floor);
            var isBetter = best is not { } known || (sign > 0 ? rate > known.Rate : rate < known.Rate);
            if (isBetter)
                best = (rate, home.IsMeasured);
        }

        return best;
    }

    /// <summary>A second order is priced to a fixed bound: what would be taken when its turn comes is decided then.</summary>
    private static Price Bounded(TradedInstrument traded, Side side)
    {
        var factor = side == Side.Buy ? new Exact(10_100, 4) : new Exact(9_900, 4);
        return new Price((BestPrice(traded, side).Value * factor).Round(RateDecimals, Rounding.Floor));
    }
}
