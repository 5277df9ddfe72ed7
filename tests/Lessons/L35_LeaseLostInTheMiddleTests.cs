using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>Two containers overlap on every deployment: whoever loses the lease in the middle of a cycle sends nothing more, and what is open is closed when it comes back.</summary>
public sealed class L35_LeaseLostInTheMiddleTests
{
    [Fact]
    public void A_triangle_stops_where_it_stands_and_is_closed_under_the_leases_new_number()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Triangular);
        desk.Executor.HoldsLease = false;
        desk.Fill(desk.Sent[0]);
        desk.Pass(60 * TradingDesk.Second);
        Assert.Single(desk.Sent);

        GetLease(desk, 9);
        Assert.NotEqual(OrderPurpose.Entry, desk.Sent[1].Purpose);
        for (var next = 1; next < desk.Sent.Count; next++)
        {
            Assert.StartsWith("9-", desk.Sent[next].Id, StringComparison.Ordinal);
            desk.Fill(desk.Sent[next]);
        }

        Assert.Empty(desk.Book.Open);
    }

    [Fact]
    public void An_order_on_its_way_is_followed_without_the_lease_and_what_it_left_waits()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        desk.Executor.HoldsLease = false;
        desk.Pass(60 * TradingDesk.Second);
        Assert.Contains(desk.Sent[0], desk.LookedUp);
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Rejected);
        desk.Pass(60 * TradingDesk.Second);
        Assert.Equal(2, desk.Sent.Count);
        GetLease(desk, 5);
        Assert.Equal(3, desk.Sent.Count);
    }

    [Fact]
    public void What_the_gateway_kept_back_is_closed_as_rejected_and_its_claim_is_free_again()
    {
        var desk = new TradingDesk();
        desk.Open(PathKind.Cross);
        foreach (var order in desk.Sent.ToList())
            desk.End(order, ReplyKind.Rejected);
        Assert.All(desk.Sent, order => Assert.Equal(OrderState.Rejected, order.State));
        Assert.Empty(desk.Book.Open);
    }

    private static void GetLease(TradingDesk desk, long epoch)
    {
        desk.Executor.HoldsLease = true;
        desk.Executor.Fence(epoch);
        desk.Executor.Settle(desk.Now);
        desk.Pass(TradingDesk.Second);
    }
}
