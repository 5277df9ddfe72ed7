using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Journal.History;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Telemetry;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>What the engine publishes, as rows of the history and counts of the meter. It never blocks and never throws into the engine.</summary>
public sealed class HistoryFeed(HistoryWriter history, EngineCore core, PnlHistory pnl, ArbitMeter meter, long epoch, bool isSimulated)
{
    private const long SpreadsEvery = 1_000_000_000;

    private readonly CrossSpreads _spreads = new(core, isSimulated);
    private long _nextSpreads;

    /// <summary>Rows that could not be told.</summary>
    public long Untold { get; private set; }

    public void OnAudit(AuditLine line) => Tell(() =>
        history.TryWrite(new AuditRow { RunEpoch = epoch, Sequence = line.Sequence, Time = line.Time, Kind = line.Kind, Subject = line.Subject, Detail = line.Detail }));

    public void OnOpportunity(Opportunity opportunity) => Tell(() => meter.Opportunity(
        opportunity.Path.Kind == PathKind.Cross ? OpportunityKind.Cross : OpportunityKind.Triangular,
        opportunity.IsTaken ? "taken" : "refused"));

    public void OnOrder(Order order) => Tell(() => Write(order));

    public void OnCycle(Cycle cycle, Amount netInDollars) => Tell(() => Write(cycle, netInDollars));

    /// <summary>The best spread of each base asset, once a second.</summary>
    public void OnPublish(long now)
    {
        if (now < _nextSpreads)
            return;
        _nextSpreads = now + SpreadsEvery;
        Tell(() =>
        {
            foreach (var row in _spreads.Rows(now))
                history.TryWrite(row);
        });
    }

    /// <summary>
    /// What cannot be told is left out, and counted: no fault of whoever reports stops trading, or stands in the way of stopping it
    /// (lesson L28).
    /// </summary>
    private void Tell(Action write)
    {
        try
        {
            write();
        }
        catch (Exception)
        {
            Untold++;
        }
    }

    private void Write(Order order)
    {
        meter.Order(order.Instrument.Venue.Name, order.State.ToString().ToLowerInvariant());
        history.TryWrite(new TradeRow
        {
            Time = order.DoneAt,
            RunEpoch = order.Cycle.Epoch,
            CycleId = order.Cycle.Id,
            Leg = order.Leg,
            ClientOrderId = order.Id,
            Venue = order.Instrument.Venue,
            Symbol = order.Instrument.Symbol,
            Side = order.Side,
            Quantity = order.Quantity,
            LimitPrice = order.Limit,
            Filled = order.Filled,
            AveragePrice = order.Filled.IsZero ? null : order.FilledNotional.Average(order.Filled, 8, Rounding.HalfEven),
            Cost = order.FilledNotional,
            Fee = order.Fee,
            FeeAsset = order.Filled.IsZero ? order.Receives : order.FeeAsset,
            State = order.State.ToString(),
            LatencyNanoseconds = order.DoneAt - order.SentAt,
            Simulated = isSimulated,
        });
    }

    private void Write(Cycle cycle, Amount netInDollars)
    {
        var row = new CycleRow
        {
            RunEpoch = cycle.Epoch,
            CycleId = cycle.Id,
            Kind = cycle.Kind switch { PathKind.Cross => "cross", PathKind.Triangular => "triangular", _ => "residual" },
            Route = cycle.Route,
            StartAsset = cycle.Start,
            Opened = cycle.OpenedAt,
            Closed = cycle.ClosedAt,
            Outcome = cycle.Outcome.ToString(),
            ExpectedNet = cycle.ExpectedNet,
            RealisedNet = cycle.RealisedNet,
            NetUsd = netInDollars,
            FeesUsd = FeesOf(cycle),
            Slippage = SlippageOf(cycle),
            Residual = string.Join(", ", cycle.Exposures.Select(exposure => $"{exposure.Change} {exposure.Asset}")),
            Simulated = isSimulated,
        };
        history.TryWrite(row);
        pnl.Add(row);
        if (cycle.HasFills)
            meter.Profit(cycle.Orders.Last(order => !order.Filled.IsZero).Instrument.Venue.Name, netInDollars.Value.Round(12, Rounding.HalfEven).ToDecimal());
    }

    private Amount FeesOf(Cycle cycle)
    {
        var fees = Exact.Zero;
        foreach (var order in cycle.Orders)
        {
            if (!order.Filled.IsZero && core.Rates.InDollars(order.FeeAsset) is { } price)
                fees += (order.Fee.Value * price.Value).Round(Amount.Decimals, Rounding.Ceiling);
        }

        return Amount.From(fees);
    }

    /// <summary>Of all legs together, against the averages they were judged at: what was paid more and got less, over what was traded.</summary>
    private static Bps SlippageOf(Cycle cycle)
    {
        Bps worst = default;
        foreach (var order in cycle.Orders.Where(order => order.Purpose == OrderPurpose.Entry && !order.Filled.IsZero))
        {
            var planned = cycle.Plan[order.Leg].Average.Value;
            var actual = order.FilledNotional.Value.Divide(order.Filled.Value, 12, Rounding.HalfEven);
            var loss = order.Side == Side.Buy ? actual - planned : planned - actual;
            worst = Bps.FromRateUnits(worst.RateUnits + Bps.Of(loss, planned, Rounding.HalfEven).RateUnits);
        }

        return worst;
    }
}
