using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;

namespace Arbit.Tests.Execution.StateSpace;

/// <summary>One point of the state space: what becomes of each leg, of the first order that recovers, and where the plug is pulled.</summary>
internal sealed record Scenario(PathKind Kind, bool Together, bool Converges, IReadOnlyList<LegOutcome> Legs, LegOutcome Recovery, int CrashAfter)
{
    private const long Step = 250 * TradingDesk.Millisecond;
    private const long Patience = 120 * TradingDesk.Second;

    public override string ToString()
        => $"{Kind}{(Together ? " together" : "")}{(Converges ? " converging" : "")} [{string.Join(", ", Legs)}], recovery {Recovery}, plug {(CrashAfter == 0 ? "never" : $"behind step {CrashAfter}")}";

    /// <summary>Runs it to its end, and demands what must hold whatever happened.</summary>
    public ScenarioResult Run()
    {
        var desk = new TradingDesk(ExecutionSettings.Default with { TriangularAtOnce = Together }, isSquare: Legs.Count == 4) { FoldsAlways = false };
        if (Kind == PathKind.Triangular)
        {
            // Together needs inventory; and an order filled after its end was made good already needs something to be filled from.
            desk.Deposit(TradingDesk.Alpha, TradingDesk.Btc, "50");
            desk.Deposit(TradingDesk.Alpha, TradingDesk.Eth, "500");
            if (Legs.Count == 4)
                desk.Deposit(TradingDesk.Alpha, TradingDesk.Sol, "100");
        }
        else
        {
            desk.Deposit(TradingDesk.Alpha, TradingDesk.Btc, "50");
        }

        var venue = new ScriptedVenue(desk, Legs, Recovery);
        var watch = new UnhedgedWatch(desk);
        desk.CrashAfter = CrashAfter;
        var began = desk.Now;
        Guarded(desk, venue, () =>
        {
            desk.Open(Kind);
            if (Converges)
                desk.Converge();
        });
        var crashed = CrashAfter > 0 && desk.CrashAfter == 0;
        while ((desk.Book.Open.Count > 0 || venue.NextAt < long.MaxValue) && desk.Now - began < Patience)
        {
            var next = Math.Min(Math.Max(venue.NextAt - desk.Now, 0), Step);
            Guarded(desk, venue, () =>
            {
                desk.Pass(next);
                venue.Turn();
                if (desk.Book.Open.Count > 0)
                    desk.Pass(0);
            });
            watch.Look();
            crashed |= CrashAfter > 0 && desk.CrashAfter == 0;
        }

        desk.Pass(TradingDesk.Second);
        return Judge(desk, watch, crashed);
    }

    /// <summary>Where the plug is pulled, the next process begins from the journal at once.</summary>
    private static void Guarded(TradingDesk desk, ScriptedVenue venue, Action action)
    {
        try
        {
            action();
        }
        catch (PulledPlugException)
        {
            desk.CrashAfter = 0;
            venue.LoseAnswers();
            desk.Restart();
        }
    }

    private ScenarioResult Judge(TradingDesk desk, UnhedgedWatch watch, bool crashed)
    {
        Assert.True(desk.Book.Open.Count == 0, $"{this}: still open: {string.Join("; ", desk.Book.Open.SelectMany(cycle => cycle.Orders).Select(order => $"{order.Id} {order.State} {order.Filled} of {order.Quantity}"))}");
        Assert.True(desk.Book.Trading == TradingState.Active, $"{this}: {desk.Book.Trading}, {desk.Book.TradingReason}; {string.Join(" | ", desk.Audited)}");
        Assert.Empty(desk.Executor.Exposed);
        Assert.True(desk.Sent.Select(order => order.Id).Distinct(StringComparer.Ordinal).Count() == desk.Sent.Count, $"{this}: sent twice");
        Assert.Equal(0, desk.Book.Ledger.Breaks);
        Assert.True(watch.LongestLate <= 0, $"{this}: unhedged {watch.Longest / TradingDesk.Millisecond} ms");
        desk.VerifyFold();
        RequireHeldOrNothing(desk);
        var outcome = desk.Book.Closed.LastOrDefault()?.Outcome;
        return new ScenarioResult(outcome, crashed, desk.Sent.Count, watch.Longest);
    }

    /// <summary>What the fills changed in a coin in the end is less than any venue trades, and stands in the residual ledger to the last digit.</summary>
    private void RequireHeldOrNothing(TradingDesk desk)
    {
        foreach (var (asset, price) in (ReadOnlySpan<(Asset, decimal)>)[(TradingDesk.Btc, 100m), (TradingDesk.Eth, 5.2m), (TradingDesk.Sol, 20m)])
        {
            var left = desk.TotalOf(TradingDesk.Alpha, asset) + desk.TotalOf(TradingDesk.Beta, asset) - desk.DepositedOf(asset);
            var held = desk.Book.Residuals.Where(residual => residual.Asset == asset).Sum(residual => residual.Amount.Value.ToDecimal());
            Assert.True(left == held, $"{this}: {left} {asset} are left, {held} are known");
            Assert.True(Math.Abs(left) * price < 1.3m, $"{this}: {left} {asset} are left");
        }
    }
}

/// <summary>What became of one; no outcome where the plug was pulled before a cycle was journalled.</summary>
internal sealed record ScenarioResult(CycleOutcome? Outcome, bool Crashed, int OrdersSent, long Unhedged);
