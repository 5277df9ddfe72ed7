using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Strategy;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>In-flight guessed as rejected left an orphan position (nautilus_trader #4958): frozen until the end is proven, and a person sees it.</summary>
public sealed class L08_GuessedAsRejectedTests
{
    [Fact]
    public void Not_found_soon_after_sending_is_no_proof_and_the_assets_stay_frozen()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[1]);
        desk.Pass(2 * TradingDesk.Second);
        desk.End(desk.Sent[0], ReplyKind.NotFound);
        desk.End(desk.Sent[0], ReplyKind.NotFound);
        Assert.Equal(OrderState.Unknown, desk.Sent[0].State);
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Triangular));
        Assert.Equal(2, desk.Sent.Count);

        // It was only late: what it filled is booked, and nothing was closed that was never open.
        desk.Fill(desk.Sent[0]);
        Assert.Equal(2, desk.Sent.Count);
        Assert.Empty(desk.Book.Open);
    }

    [Fact]
    public void Said_again_and_late_enough_it_is_one()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Converge();
        desk.Fill(desk.Sent[1]);
        desk.ProveNotFound(desk.Sent[0]);
        Assert.Equal(OrderState.NotFound, desk.Sent[0].State);
        Assert.Equal(OrderPurpose.Unwind, desk.Sent[2].Purpose);
    }

    [Fact]
    public void However_long_it_takes_nothing_new_begins_and_a_person_sees_it()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Fill(desk.Sent[1]);
        desk.Pass(60 * TradingDesk.Second);
        Assert.Equal(OrderState.Unknown, desk.Sent[0].State);
        Assert.Equal(2, desk.Sent.Count);
        var residual = Assert.Single(desk.Executor.Residuals);
        Assert.True(desk.Now > residual.Deadline);
        Assert.Equal("a residual is open past its deadline", desk.Book.TradingReason);
    }
}
