using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Strategy;
using Arbit.Tests.Execution;
using Arbit.Tests.Execution.Reconciliation;

namespace Arbit.Tests.Lessons;

/// <summary>
/// In-flight guessed as rejected left an orphan position (nautilus_trader #4958): an order that a report does not know is still
/// claimed for in full, and nothing new begins on its assets, until more than one word over more than a moment proves it.
/// </summary>
public sealed class L08_InFlightIsNoRejectionTests
{
    [Fact]
    public void Absent_from_a_report_its_worst_case_stays_claimed_and_its_assets_stay_frozen()
    {
        var rig = new ReconcilingDesk();
        var desk = rig.Desk;
        desk.Open(PathKind.Cross);
        var order = desk.Sent.First(sent => sent.Instrument.Venue == TradingDesk.Alpha);
        desk.Pass(2 * TradingDesk.Second);
        Assert.Equal(OrderState.Unknown, order.State);
        rig.Report();
        Assert.Equal(OrderState.Unknown, order.State);
        Assert.Equal(order.WorstCost, order.Reserved);
        Assert.Contains(TradingDesk.Btc, desk.Executor.Exposed);
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Triangular));

        // It had been on its way all along.
        desk.Fill(order);
        Assert.Equal(OrderState.Filled, order.State);
    }
}
