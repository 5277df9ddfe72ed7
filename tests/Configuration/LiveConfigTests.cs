using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Page.State;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Configuration;

/// <summary>Nothing is real until it is asked for by name, and then only where it can be.</summary>
public sealed class LiveConfigTests
{
    private static readonly Venue Binance = new("binance");

    [Fact]
    public void What_is_delivered_is_paper_with_the_first_limits_for_every_account()
    {
        var live = SettingsReader.Read(SettingsOverrides.None).Live;
        Assert.Equal((OrderMode.Paper, false, false), (live.Orders, live.IsAccount, live.IsReal));
        Assert.All(live.Limits.Values, limits => Assert.Equal(OrderLimits.First, limits));
        Assert.Equal(3, live.Limits.Count);
    }

    [Theory]
    [InlineData("dry")]
    [InlineData("real")]
    public void The_paper_build_has_no_accounts(string orders)
    {
        var (live, problems) = Read(options =>
        {
            options.Live.Orders = orders;
            options.Feed = "live";
            options.Slow.Enabled = false;
            options.Lease.TtlSeconds = 30;
            options.Lease.MarginSeconds = 5;
        });
        Assert.Equal(orders == "real", live.IsReal);
        Assert.Equal(LiveConfig.Build == BuildKind.Paper, problems is [_]);
        Assert.All(problems, problem => Assert.Contains("this is the paper build", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_does_not_go_with_real_accounts_is_named()
    {
        var (_, problems) = Read(options =>
        {
            options.Live.Orders = "real";
            options.TestnetMode = true;
        });
        foreach (var words in (string[])["Feed is simulated", "TestnetMode", "Slow:Enabled=false", "Lease:MarginSeconds is 3"])
            Assert.Contains(problems, problem => problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_are_the_accounts_own_and_checked()
    {
        var (live, problems) = Read(options =>
        {
            options.Live.Limits["binance"] = new OrderLimitOptions { PerOrderUsd = "25.50", PerDayUsd = "1000" };
            options.Live.Limits["kraken"] = new OrderLimitOptions { PerOrderUsd = "0", PerDayUsd = "x" };
            options.Live.Limits["nowhere"] = new OrderLimitOptions();
            options.Live.RequestsPer10Seconds = 1;
        });
        Assert.Equal(new OrderLimits(Amount.Parse("25.5"), Amount.Parse("1000")), live.Limits[Binance]);
        Assert.Equal(
            ["Live:Limits names nowhere, which is not configured", "Live:Limits:kraken:PerDayUsd", "Live:Limits:kraken:PerOrderUsd", "Live:RequestsPer10Seconds is 1"],
            problems.Select(problem => problem.Split(" is '")[0].Split(';')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rehearsal_needs_simulated_venues_of_their_own()
    {
        Assert.Contains(Read(Rehearse("live", "http://127.0.0.1:9200")).Problems, IsMeant);
        Assert.Contains(Read(Rehearse("simulated", "")).Problems, IsMeant);
        Assert.DoesNotContain(Read(Rehearse("simulated", "http://127.0.0.1:9200")).Problems, IsMeant);

        bool IsMeant(string problem) => problem.StartsWith("Live:Orders is rehearse: a rehearsal has simulated venues", StringComparison.Ordinal);
        Action<ArbitOptions> Rehearse(string feed, string address) => options => (options.Live.Orders, options.Feed, options.Simulation.Address) = ("rehearse", feed, address);
    }

    [Fact]
    public void A_word_that_is_none_is_no_reason_to_trade()
    {
        var (live, problems) = Read(options => options.Live.Orders = "yes");
        Assert.Equal(OrderMode.Paper, live.Orders);
        Assert.Equal("Live:Orders is 'yes'; it is paper, rehearse, dry or real", Assert.Single(problems));
    }

    private static (LiveConfig Live, List<string> Problems) Read(Action<ArbitOptions> change)
    {
        var options = new ArbitOptions();
        change(options);
        var problems = new List<string>();
        return (LiveConfig.Read(options, [Binance, new Venue("kraken")], problems), problems);
    }
}
