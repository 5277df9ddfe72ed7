using Arbit.EdgeRunner.Scanner;
using Arbit.Strategy;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Scanner;

public sealed class VerdictHoldTests(ITestOutputHelper output)
{
    private const long Second = 1_000_000_000;
    private const int HoldSeconds = 60;

    private static readonly (MarketVerdict Verdict, ScannerReason Reasons)[] Raws =
    [
        (MarketVerdict.Aggressive, ScannerReason.CalmAndBought),
        (MarketVerdict.Normal, ScannerReason.None),
        (MarketVerdict.Careful, ScannerReason.Whales),
        (MarketVerdict.Careful, ScannerReason.NoPrice),
        (MarketVerdict.Stop, ScannerReason.StopRange),
    ];

    [Fact]
    public void Whatever_is_due_second_by_second_it_worsens_at_once_and_betters_only_to_what_was_due_all_the_hold()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random(unchecked((int)Seeds.Current));
        var (worse, better) = (0, 0);
        for (var run = 0; run < 50; run++)
        {
            var hold = new VerdictHold(HoldSeconds * Second);
            hold.Take(new RawVerdict(MarketVerdict.Normal, ScannerReason.None), Second);
            var due = new List<MarketVerdict>();
            var bad = random.Next(2, 200);
            for (var second = 2; second < 2_000; second++)
            {
                var (verdict, reasons) = random.Next(bad) == 0 ? Raws[random.Next(2, Raws.Length)] : Raws[random.Next(0, 2)];
                due.Add(verdict);
                var before = hold.Verdict;
                var changed = hold.Take(new RawVerdict(verdict, reasons), second * Second);
                Assert.Equal(changed, before != hold.Verdict);
                Assert.True(hold.Verdict >= verdict, "better than what is due");
                if (hold.Verdict > before)
                {
                    worse++;
                    Assert.Equal(verdict, hold.Verdict);
                }
                else if (hold.Verdict < before)
                {
                    better++;
                    Assert.Equal(due.TakeLast(HoldSeconds + 1).Max(), hold.Verdict);
                    Assert.True(due.Count > HoldSeconds);
                }
            }
        }

        output.WriteLine($"{worse} times worse, {better} times better");
        Assert.True(worse > 20 && better > 20);
    }

    [Fact]
    public void What_was_careful_for_want_of_knowledge_is_left_at_once_but_not_for_aggressive()
    {
        var hold = new VerdictHold(HoldSeconds * Second);
        Assert.False(hold.Take(new RawVerdict(MarketVerdict.Careful, ScannerReason.NoCandle | ScannerReason.NoPrice), Second));
        Assert.False(hold.Take(new RawVerdict(MarketVerdict.Careful, ScannerReason.NoPrice), 2 * Second));
        Assert.True(hold.Take(new RawVerdict(MarketVerdict.Aggressive, ScannerReason.CalmAndBought), 3 * Second));
        Assert.Equal((MarketVerdict.Normal, 3 * Second), (hold.Verdict, hold.Since));
    }
}
