using System.Numerics;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Measures;

/// <summary>
/// A cycle's plan against its orders. Whatever it passes through is counted at what the plan paid for it: the first leg's asset at
/// one, each leg's at its planned average times what it was bought with. So the profit of a plan lies in its last leg, slippage
/// on a middle leg is worth what the plan would have made of it, and the parts add up by construction.
/// </summary>
internal sealed class CycleAccount
{
    private readonly Cycle _cycle;
    private readonly IRates _rates;
    private readonly Dictionary<Asset, Exact> _worth = [];
    private readonly Dictionary<Asset, Amount> _planned = [];

    public CycleAccount(Cycle cycle, IRates rates)
    {
        _cycle = cycle;
        _rates = rates;
        _worth[cycle.Start] = Exact.One;
        foreach (var leg in cycle.Plan)
        {
            Weigh(leg);
            Plan(leg);
        }

        var yields = _planned.GetValueOrDefault(cycle.End);
        if (cycle.End != cycle.Start && yields.Sign > 0)
            _worth[cycle.End] = (cycle.ExpectedNet + cycle.Cost).Value.Divide(yields.Value, Amount.Decimals, Rounding.HalfEven);
    }

    /// <summary>In the start asset.</summary>
    public NetBreakdown Break()
    {
        var (slippage, feeDifference, recovery, unfilled, fees) = (Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero);
        var filled = new Exact[_cycle.Plan.Count];
        foreach (var order in _cycle.Orders.Where(order => !order.Filled.IsZero))
        {
            var fee = Times(order.Fee.Value, WorthOf(order.FeeAsset));
            fees += fee;
            if (order.Purpose != OrderPurpose.Entry)
            {
                recovery += fee - Edge(order.Instrument.Symbol, order.Side, order.Filled.Value, order.FilledNotional.Value);
                continue;
            }

            var leg = _cycle.Plan[order.Leg];
            filled[order.Leg] += order.Filled.Value;
            slippage += Times(LossAgainst(leg, order), WorthOf(order.Instrument.Symbol.Quote));
            feeDifference += fee - PlannedFee(leg, order.Filled.Value);
        }

        for (var i = 0; i < filled.Length; i++)
            unfilled += PlannedEdge(_cycle.Plan[i], _cycle.Plan[i].Quantity.Value) - PlannedEdge(_cycle.Plan[i], filled[i]);
        return NetBreakdown.Closing(_cycle.ExpectedNet, _cycle.RealisedNet, slippage, feeDifference, recovery, unfilled, Held(), Basis(), fees);
    }

    /// <summary>What a fill cost more, or yielded less, than at the average that was planned; in the quote asset.</summary>
    public static Exact LossAgainst(PlannedLeg leg, Order order)
    {
        var planned = leg.Average.Value * order.Filled.Value;
        return order.Side == Side.Buy ? order.FilledNotional.Value - planned : planned - order.FilledNotional.Value;
    }

    /// <summary>A product to 18 decimals; whole before it is rounded, for an amount times a rate has more digits than 128 bits.</summary>
    public static Amount Times(Exact a, Exact b)
    {
        var product = (BigInteger)a.Mantissa * b.Mantissa;
        var shift = a.Decimals + b.Decimals - Amount.Decimals;
        if (shift <= 0)
            return Amount.FromUnits((Int128)(product * BigInteger.Pow(10, -shift)));
        var unit = BigInteger.Pow(10, shift);
        var quotient = BigInteger.DivRem(product, unit, out var rest);
        var twice = BigInteger.Abs(rest) * 2;
        if (twice > unit || (twice == unit && !quotient.IsEven))
            quotient += product.Sign;
        return Amount.FromUnits((Int128)quotient);
    }

    /// <summary>What it left where it only passed through, over what was planned and what it had taken over from earlier ones.</summary>
    private Amount Held()
    {
        var held = _cycle.Passed.Aggregate(Amount.Zero, (sum, asset) => sum + Times((_cycle.Change(asset) - _planned.GetValueOrDefault(asset)).Value, WorthOf(asset)));
        return _cycle.Inherited.Aggregate(held, (sum, inherited) => sum - Times(inherited.Amount.Value, WorthOf(inherited.Asset)));
    }

    /// <summary>What its realised figure counts differently from the worth that was planned: another dollar's rate, or an asset it never planned with.</summary>
    private Amount Basis()
    {
        var fees = _cycle.Orders.Where(order => order.Fee.Sign != 0).Select(order => order.FeeAsset);
        var counted = _cycle.Touched.Append(_cycle.Start).Append(_cycle.End).Concat(fees)
            .Distinct()
            .Where(asset => !_cycle.Touched.Contains(asset) || _cycle.IsHome(asset))
            .Aggregate(Amount.Zero, (sum, asset) => sum + Times(_cycle.Change(asset).Value, WorthOf(asset)));
        return counted - _cycle.RealisedNet;
    }

    private void Weigh(PlannedLeg leg)
    {
        var symbol = leg.Traded.Instrument.Symbol;
        var (spends, receives) = leg.Side == Side.Buy ? (symbol.Quote, symbol.Base) : (symbol.Base, symbol.Quote);
        if (_worth.ContainsKey(receives) || leg.Average.IsZero)
            return;
        var worth = WorthOf(spends);
        _worth[receives] = leg.Side == Side.Buy
            ? Times(worth, leg.Average.Value).Value
            : worth.Divide(leg.Average.Value, Amount.Decimals, Rounding.HalfEven);
    }

    private void Plan(PlannedLeg leg)
    {
        var symbol = leg.Traded.Instrument.Symbol;
        var sign = leg.Side == Side.Buy ? 1 : -1;
        var (fee, asset) = FeeOf(leg, leg.Quantity.Value);
        Add(symbol.Base, Times(leg.Quantity.Value, new Exact(sign, 0)));
        Add(symbol.Quote, Times(leg.Average.Value * leg.Quantity.Value, new Exact(-sign, 0)));
        Add(asset, -fee);
    }

    private void Add(Asset asset, Amount change) => _planned[asset] = _planned.GetValueOrDefault(asset) + change;

    /// <summary>What an asset that the plan does not pass through is worth now: one that only recovery, or a fee, has touched.</summary>
    private Exact WorthOf(Asset asset)
    {
        if (_worth.TryGetValue(asset, out var worth))
            return worth;
        if (asset != default && _rates.InDollars(asset) is { } price && _rates.InDollars(_cycle.Start) is { IsZero: false } start)
            worth = price.Value.Divide(start.Value, Amount.Decimals, Rounding.HalfEven);
        _worth[asset] = worth;
        return worth;
    }

    /// <summary>What changing hands at these figures gains, fees apart.</summary>
    private Amount Edge(Symbol symbol, Side side, Exact quantity, Exact notional)
    {
        var gain = Times(quantity, WorthOf(symbol.Base)) - Times(notional, WorthOf(symbol.Quote));
        return side == Side.Buy ? gain : -gain;
    }

    private Amount PlannedEdge(PlannedLeg leg, Exact quantity)
        => Edge(leg.Traded.Instrument.Symbol, leg.Side, quantity, leg.Average.Value * quantity) - PlannedFee(leg, quantity);

    private Amount PlannedFee(PlannedLeg leg, Exact quantity)
    {
        var (fee, asset) = FeeOf(leg, quantity);
        return Times(fee.Value, WorthOf(asset));
    }

    private static (Amount Fee, Asset Asset) FeeOf(PlannedLeg leg, Exact quantity)
    {
        var instrument = leg.Traded.Instrument;
        var inBase = leg.Side == Side.Buy && instrument.Fees.PaidIn == Markets.FeeAsset.Received;
        var charged = inBase ? quantity : leg.Average.Value * quantity;
        return (Times(charged, new Exact(instrument.Fees.Taker.RateUnits, 8)), inBase ? instrument.Symbol.Base : instrument.Symbol.Quote);
    }
}
