using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Strategy;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>One side executed twice, the other never (hummingbot #7388): all balances are claimed before the first send, and nothing new begins on an asset that is open.</summary>
public sealed class L02_OneSideTwiceTests
{
    [Fact]
    public void All_legs_are_claimed_first_and_an_open_asset_is_left_alone()
    {
        var desk = new TradingDesk();
        desk.Steps.Clear();
        desk.Open(PathKind.Cross);
        Assert.Equal("send 1-1-1", desk.Steps.First(step => !step.StartsWith("journal", StringComparison.Ordinal)));
        Assert.Equal(3, desk.Steps.IndexOf("send 1-1-1"));
        desk.Fill(desk.Sent[0]);
        desk.End(desk.Sent[1], ReplyKind.Rejected);
        Assert.Equal(RefusalReason.ResidualOpen, desk.Look(PathKind.Triangular));
        Assert.Equal(RefusalReason.Cooldown, desk.Look(PathKind.Cross));
    }
}
