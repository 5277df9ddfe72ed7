using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>Closes what a cycle's legs left over, attempt by attempt, until nothing is left that a venue lets trade.</summary>
public sealed class Recoverer(OrderDesk desk, RecoveryPlanner planner, IAudit audit, ExecutionSettings settings)
{
    /// <summary>After so many attempts only ways of one order are taken, so that no round of ever new orders can begin.</summary>
    private const int AttemptsOverTwoOrders = 6;

    private readonly HashSet<Asset> _handled = [];

    /// <summary>True where something is still to be closed; false where what is left, if anything, is too small.</summary>
    public bool Recover(Cycle cycle, long now)
    {
        var waits = false;
        var isItsTurn = desk.MaySend && IsItsTurn(cycle, now);
        _handled.Clear();
        foreach (var (asset, change) in cycle.Exposures.ToList())
        {
            var plan = planner.Plan(cycle, asset, change, BoundOf(cycle), cycle.RecoveryAttempts >= AttemptsOverTwoOrders);
            if (plan.Step == RecoveryStep.TooSmall)
                continue;
            waits = true;
            if (cycle.Outcome != CycleOutcome.Recovering)
            {
                cycle.Outcome = CycleOutcome.Recovering;
                audit.Add(now, "residual.opened", cycle.Name, $"{change} {asset}");
            }

            if (plan.Route is { } route && isItsTurn && !RestsAfterRefusal(cycle, route, now) && !_handled.Contains(asset))
                Send(cycle, route, plan.RoutesCompared, now);
        }

        if (_handled.Count > 0)
            cycle.NextAttemptAt = now + settings.RecoveryInterval;
        return waits;
    }

    /// <summary>What was filled is gone on from at once; what was not is tried again after a while.</summary>
    private static bool IsItsTurn(Cycle cycle, long now)
        => now >= cycle.NextAttemptAt || cycle.Orders[^1] is { Purpose: not OrderPurpose.Entry, Filled.IsZero: false };

    private void Send(Cycle cycle, RecoveryRoute route, int compared, long now)
    {
        var symbol = route.Traded.Instrument.Symbol;
        _handled.Add(symbol.Base);
        _handled.Add(symbol.Quote);
        audit.Add(now, "residual.route", cycle.Name, $"{route.Purpose} on {route.Traded.Name}, {route.Value} {cycle.Start} a unit, the best of {compared}");
        var leg = LegOf(cycle, route);
        desk.Send(cycle, leg, route.Purpose, route.Traded, route.Side, route.Quantity, route.Limit, now);
    }

    private static int LegOf(Cycle cycle, RecoveryRoute route)
    {
        for (var leg = 0; leg < cycle.Plan.Count; leg++)
        {
            if (cycle.Plan[leg].Traded == route.Traded)
                return leg;
        }

        return Math.Max(cycle.Plan.Count - 1, 0);
    }

    private Bps BoundOf(Cycle cycle)
    {
        var bound = settings.RecoveryBound.RateUnits << Math.Min(cycle.RecoveryAttempts, 10);
        return Bps.FromRateUnits(Math.Min(bound, settings.MaxRecoveryBound.RateUnits));
    }

    /// <summary>
    /// After a definite refusal the same is tried again only where nothing else is left to try, and after a wait that grows with every one
    /// of them, so that no storm of retries begins (lesson L11).
    /// </summary>
    private bool RestsAfterRefusal(Cycle cycle, RecoveryRoute route, long now)
    {
        if (!cycle.WasRejected(route.Traded, route.Side))
            return false;
        var refused = cycle.Orders.Where(order => order.Purpose != OrderPurpose.Entry && order.State == OrderState.Rejected).ToList();
        return refused.Count > 0 && now < refused[^1].DoneAt + (settings.RejectedRest << Math.Min(refused.Count - 1, 6));
    }
}
