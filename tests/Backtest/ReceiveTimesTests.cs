using System.Text;
using Arbit.EdgeRunner.Backtest.Captures;

namespace Arbit.Tests.Backtest;

/// <summary>Receive times as captures have them: in any unit, cut, or of a clock without a date.</summary>
public sealed class ReceiveTimesTests
{
    [Theory]
    [InlineData("1723161253937085768", 1723161253937085768)]
    [InlineData("1680652800123456", 1680652800123456000)]
    [InlineData("1680652800123", 1680652800123000000)]
    [InlineData("1617647603.4249449", 1617647603424944900)]
    [InlineData("1617647603.4249449001", 1617647603424944900)]
    [InlineData("1617647603", 1617647603000000000)]
    public void A_unit_is_told_by_the_date_that_it_comes_to(string text, long nanoseconds)
    {
        Assert.Equal(nanoseconds, ReceiveTimes.Parse(text, out var isDated));
        Assert.True(isDated);
    }

    [Fact]
    public void A_clock_without_a_date_keeps_its_nanoseconds()
    {
        Assert.Equal(201603688723400, ReceiveTimes.Parse("201603688723400", out var isDated));
        Assert.False(isDated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-5")]
    [InlineData("0")]
    public void What_is_no_time_is_none(string text) => Assert.Null(ReceiveTimes.Parse(text, out _));

    [Fact]
    public void A_line_that_is_no_time_or_goes_back_counts_with_the_line_before()
    {
        var times = ReceiveTimes.Read(Encoding.UTF8.GetBytes("1700000000000000000\r\nwhat\n1700000001000000000\n1700000000500000000\n1700000002"));
        Assert.Equal([1_700_000_000_000_000_000, 1_700_000_000_000_000_000, 1_700_000_001_000_000_000, 1_700_000_001_000_000_000, 1_700_000_002_000_000_000], times.Times);
        Assert.Equal(2, times.Repaired);
    }

    [Fact]
    public void Times_that_are_missing_at_the_end_go_on_at_the_pace_of_the_rest()
        => Assert.Equal([10, 20, 30, 40, 50], ReceiveTimes.Spread([10, 20, 30], 5, 0, 0));

    [Fact]
    public void Without_any_they_are_spread_evenly()
        => Assert.Equal([100, 125, 150, 175], ReceiveTimes.Spread([], 4, 100, 200));
}
