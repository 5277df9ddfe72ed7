using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Risk;
using Arbit.Strategy;

namespace Arbit.Tests.Risk;

public sealed class OrderPacingTests
{
    private const long Second = RiskBench.Second;

    private readonly RiskBench _bench = new();
    private readonly OrderPacing _pacing;

    public OrderPacingTests() => _pacing = new OrderPacing(new PacingSettings(3, Second), _bench.Instruments, _bench.Book);

    [Theory]
    [InlineData(999, 3)]
    [InlineData(1000, 2)]
    [InlineData(2000, 1)]
    [InlineData(60_000, 1)]
    public void The_slower_a_venue_answers_the_fewer_orders_are_open_there(int milliseconds, int allowed)
    {
        _pacing.OnEnded(_bench.Ended(OrderState.Filled, Second, milliseconds * Second / 1000));
        Assert.Equal(allowed, _pacing.AllowedAt(RiskBench.Alpha));
        Assert.Equal(3, _pacing.AllowedAt(RiskBench.Beta));
        Assert.Equal(allowed < 3 ? 1 : 0, _pacing.StopsAt(Second).Count());
    }

    [Fact]
    public void As_many_are_open_as_are_left_and_no_more_and_quick_answers_give_them_back()
    {
        _pacing.OnEnded(_bench.Ended(OrderState.Filled, Second, Second));
        _bench.Send(3 * Second);
        Assert.Equal(RefusalReason.None, _pacing.Check(_bench.Cross, 3 * Second));
        _bench.Send(3 * Second);
        Assert.Equal(RefusalReason.SlowVenue, _pacing.Check(_bench.Cross, 3 * Second));
        _pacing.OnEnded(_bench.Ended(OrderState.Filled, 4 * Second, Second / 100));
        Assert.Equal(RefusalReason.None, _pacing.Check(_bench.Cross, 4 * Second));
    }
}
