using Arbit.Markets;
using Arbit.Strategy.Drift;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Strategy.Drift;

/// <summary>New target shares where opportunities come more often, as a proposal.</summary>
public sealed class SmartBalancingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("a step towards the many", "3334 3333 3333", "100 0 0", "3834 3083 3083")]
    [InlineData("all the way where it is near", "3400 3300 3300", "36 32 32", "3600 3200 3200")]
    [InlineData("never under the least", "8200 1200 600", "100 0 0", "8400 1000 600")]
    [InlineData("nothing to change", "5000 3000 2000", "50 30 20", null)]
    [InlineData("no opportunities", "5000 3000 2000", "0 0 0", null)]
    public void A_proposal_goes_a_bounded_step(string name, string current, string counts, string? proposed)
    {
        var next = SmartBalancing.Propose(Shares(current), Counts(counts), BalancingRules.Default);

        Assert.True(proposed == (next is null ? null : string.Join(' ', next.Select(share => share.ShareBps))), name);
    }

    [Fact]
    public void A_proposal_always_adds_up_and_keeps_its_bounds()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random(unchecked((int)Seeds.Current));
        var proposals = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var n = random.Next(1, 7);
            var cuts = Enumerable.Range(0, n - 1).Select(_ => random.Next(0, SmartBalancing.Whole + 1)).Append(0).Append(SmartBalancing.Whole).Order().ToList();
            var current = Enumerable.Range(0, n).Select(at => new TargetShare(new Venue($"v{at}"), cuts[at + 1] - cuts[at])).ToList();
            var counts = current.ToDictionary(share => share.Venue, _ => (long)random.Next(0, 50));
            var rules = new BalancingRules(random.Next(0, 3_000), random.Next(0, 2_000));
            if (SmartBalancing.Propose(current, counts, rules) is not { } next)
                continue;
            proposals++;
            var name = $"{i} [{Seeds.Variable}={Seeds.Current}]";
            Assert.True(next.Sum(share => share.ShareBps) == SmartBalancing.Whole, name);
            Assert.All(next.Zip(current), pair => Assert.True(
                Math.Abs(pair.First.ShareBps - pair.Second.ShareBps) <= rules.MostChange && pair.First.ShareBps >= Math.Min(pair.Second.ShareBps, rules.LeastShare), name));
        }

        Assert.True(proposals > 1_000);
    }

    [Fact]
    public void Shares_that_do_not_add_up_are_refused()
        => Assert.Throws<ArgumentException>(() => SmartBalancing.Propose(Shares("5000 4999"), Counts("1 1"), BalancingRules.Default));

    private static List<TargetShare> Shares(string text) => [.. text.Split(' ').Select((share, i) => new TargetShare(new Venue($"v{i}"), int.Parse(share, System.Globalization.CultureInfo.InvariantCulture)))];

    private static Dictionary<Venue, long> Counts(string text)
        => text.Split(' ').Select((count, i) => (i, count)).ToDictionary(item => new Venue($"v{item.i}"), item => long.Parse(item.count, System.Globalization.CultureInfo.InvariantCulture));
}
