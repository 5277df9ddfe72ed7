using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Tests.Execution;
using Arbit.Tests.Execution.Reconciliation;

namespace Arbit.Tests.Lessons;

/// <summary>The connection was well and a fill never came (Lean TradeStation PR 95): the account report finds it, once, and what it left open is closed.</summary>
public sealed class L10_FillsLostWhileHeartbeatsLiveTests
{
    [Fact]
    public void A_fill_that_no_message_told_of_is_found_by_the_report_booked_once_and_hedged()
    {
        var rig = new ReconcilingDesk();
        var desk = rig.Desk;
        rig.Reconciler.Begin(desk.Now);
        var cycle = desk.Open(PathKind.Cross);
        desk.Converge();
        foreach (var sent in desk.Sent.ToList())
            desk.End(sent, ReplyKind.Ended);
        Assert.False(cycle.IsOpen);

        // The venue had filled the one on alpha whole; its report is the first to say so.
        var order = desk.Sent.First(sent => sent.Instrument.Venue == TradingDesk.Alpha);
        desk.Pass(TradingDesk.Second);
        rig.Report("0", TradingDesk.Second / 2, rig.Reported(order, "1", isOpen: false));
        Assert.Equal(order.Quantity, order.Filled);
        Assert.True(cycle.IsOpen);
        Assert.Equal(3, desk.Sent.Count);

        rig.Report("0", TradingDesk.Second / 2, rig.Reported(order, "1", isOpen: false));
        Assert.Equal(3, desk.Sent.Count);
        desk.Fill(desk.Sent[2]);
        Assert.False(cycle.IsOpen);
        Assert.Equal(1, rig.Alpha.FillsFound);
    }

    [Fact]
    public void It_is_asked_for_after_a_reconnect_though_the_timer_is_far_off()
    {
        var rig = new ReconcilingDesk();
        rig.Reconciler.Begin(rig.Desk.Now);
        rig.Report();
        var asked = rig.Asked;
        rig.Reconciler.OnConnected(TradingDesk.Alpha, rig.Desk.Now);
        Assert.Equal(asked + 1, rig.Asked);
    }
}
