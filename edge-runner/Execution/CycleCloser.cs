using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>Says what a cycle came to once nothing of it is open.</summary>
public sealed class CycleCloser(OrderDesk desk, IRates rates, IAudit audit)
{
    private const int RateDecimals = 12;

    public void Close(Cycle cycle, long now)
    {
        var realised = RealisedIn(cycle);
        var before = cycle.Closing?.NetInDollars ?? Amount.Zero;
        var inDollars = InDollars(realised, cycle.Start);
        desk.Record(new CycleClosed(now, cycle.Epoch, cycle.Id, OutcomeOf(cycle), realised, inDollars, InDollars(cycle.ExpectedNet, cycle.Start)));
        audit.Add(now, "cycle.closed", cycle.Name, $"{cycle.Outcome}: {realised} {cycle.Start}, expected {cycle.ExpectedNet}");
        audit.OnCycle(cycle, inDollars - before);
    }

    private static CycleOutcome OutcomeOf(Cycle cycle)
    {
        if (!cycle.HasFills)
            return CycleOutcome.Missed;
        bool Filled(OrderPurpose purpose) => cycle.Orders.Any(order => order.Purpose == purpose && !order.Filled.IsZero);
        if (Filled(OrderPurpose.Unwind))
            return CycleOutcome.Unwound;
        if (Filled(OrderPurpose.Complete) || Filled(OrderPurpose.Hedge))
            return CycleOutcome.Recovered;
        var legs = cycle.Orders.Count(order => order.Purpose == OrderPurpose.Entry && !order.Filled.IsZero);
        if (legs == cycle.Plan.Count)
            return CycleOutcome.Completed;
        return cycle.Exposures.Any() ? CycleOutcome.Held : CycleOutcome.Recovered;
    }

    /// <summary>Everything that it changed in what it may end in, and the fees that were taken in another asset, in its start asset.</summary>
    private Amount RealisedIn(Cycle cycle)
    {
        var realised = Amount.Zero;
        foreach (var asset in cycle.Touched.Append(cycle.Start).Append(cycle.End).Distinct())
        {
            if (cycle.IsHome(asset))
                realised += InStart(cycle, asset, cycle.Change(asset));
        }

        foreach (var order in cycle.Orders)
        {
            if (order.Fee.Sign != 0 && !cycle.Touched.Contains(order.FeeAsset))
                realised -= InStart(cycle, order.FeeAsset, order.Fee);
        }

        return realised;
    }

    /// <summary>Where the basis between two dollars is not known just now they are counted at par: it is a figure, no trade is made on it.</summary>
    private Amount InStart(Cycle cycle, Asset asset, Amount amount)
    {
        if (asset == cycle.Start || amount.Sign == 0)
            return amount;
        if (rates.Between(asset, cycle.Start).Current is { } conversion)
        {
            var units = conversion.Apply(Int128.Abs(amount.Units));
            return Amount.FromUnits(amount.Sign < 0 ? -units : units);
        }

        if (rates.InDollars(asset) is not { } price || rates.InDollars(cycle.Start) is not { IsZero: false } start)
            return amount;
        var rate = price.Value.Divide(start.Value, RateDecimals, Rounding.HalfEven);
        return Amount.From(amount.Value.Round(RateDecimals, Rounding.Floor) * rate, Rounding.Floor);
    }

    private Amount InDollars(Amount amount, Asset asset)
        => rates.InDollars(asset) is { } price ? Amount.From(amount.Value * price.Value, Rounding.Floor) : Amount.Zero;
}
