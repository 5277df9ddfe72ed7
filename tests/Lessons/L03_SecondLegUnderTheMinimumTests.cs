using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Execution;

namespace Arbit.Tests.Lessons;

/// <summary>
/// The second leg was under the venue's minimum after the first had filled (hummingbot #5299): all legs are quantised together and
/// held against every filter, at the worst acceptable price, before the first of them leaves.
/// </summary>
public sealed class L03_SecondLegUnderTheMinimumTests
{
    [Theory]
    [InlineData(PathKind.Cross)]
    [InlineData(PathKind.Triangular)]
    public void Either_every_leg_passes_every_filter_at_its_limit_or_nothing_is_sent(PathKind kind)
    {
        var (opened, refused) = (0, 0);
        for (var depth = 1; depth <= 400; depth++)
        {
            var desk = new TradingDesk();
            var quantity = new Exact(depth, 3).ToString();
            desk.Quote(desk.AlphaBtc, "99.90", "100.00", quantity);
            if (desk.Look(kind) != RefusalReason.None)
            {
                refused++;
                Assert.Empty(desk.Sent);
                continue;
            }

            opened++;
            var cycle = desk.Open(kind);
            Assert.All(cycle.Plan, RequireFilters);
        }

        Assert.True(opened > 50 && refused > 10, $"{opened} opened, {refused} refused");
    }

    private static void RequireFilters(PlannedLeg leg)
    {
        var rules = leg.Traded.Instrument;
        Assert.Equal(leg.Quantity, leg.Quantity.ToLot(rules.Lot));
        Assert.Equal(leg.Limit, leg.Limit.ToTick(rules.Tick, Rounding.Floor));
        Assert.True(leg.Quantity >= rules.MinQuantity, $"{leg.Quantity} {rules}");
        Assert.True(leg.Limit * leg.Quantity >= rules.MinNotional, $"{leg.Quantity} at {leg.Limit} {rules}");
    }
}
