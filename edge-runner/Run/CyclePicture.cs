using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Page.State;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>One cycle's part of what is published, with its orders.</summary>
internal static class CyclePicture
{
    public static CycleView Of(Cycle cycle) => new()
    {
        Id = $"{cycle.Epoch}-{cycle.Id}",
        Kind = cycle.Kind switch { PathKind.Cross => OpportunityKind.Cross, PathKind.Triangular => OpportunityKind.Triangular, PathKind.Commanded => OpportunityKind.Commanded, _ => OpportunityKind.Residual },
        Route = cycle.Route,
        State = Shown.Name(cycle.Outcome),
        StartedAt = UnixNanoseconds.ToTime(cycle.OpenedAt),
        Legs = cycle.Orders.Select(LegOf).ToList(),
        ExpectedNet = Shown.Number(cycle.ExpectedNet.Value),
        RealisedNet = cycle.IsOpen ? null : Shown.Number(cycle.RealisedNet.Value),
        Asset = cycle.Start.Code,
        Residual = cycle.Passed.Select(asset => (decimal?)Shown.Number(cycle.Change(asset).Value)).FirstOrDefault(change => change != 0),
    };

    private static LegView LegOf(Order order) => new()
    {
        Venue = order.Instrument.Venue.Name,
        Symbol = order.Instrument.Symbol.ToString(),
        Side = order.Side == Side.Buy ? LegSide.Buy : LegSide.Sell,
        Quantity = Shown.Number(order.Quantity.Value),
        Limit = Shown.Number(order.Limit.Value),
        Filled = Shown.Number(order.Filled.Value),
        Average = order.Filled.IsZero ? null : Shown.Number(order.FilledNotional.Value.Divide(order.Filled.Value, 12, Rounding.HalfEven)),
        Fee = Shown.Number(order.Fee.Value),
        FeeAsset = order.FeeAsset.Code.Length == 0 ? null : order.FeeAsset.Code,
        State = Shown.Name(order.State),
        ClientOrderId = order.Id,
    };
}
