using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Drift;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Strategy.Drift;

/// <summary>Drift, and what restores the targets (strategy.md, Money Manager). An account: "venue/weight: asset free reserved transit weight, …".</summary>
public sealed class DriftPlannerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("exactly fifteen points wait for more", "a/: USDT 4833.3333333 0 0 1; b/: USDT 3333.3333333 0 0 1; c/: USDT 1833.3333334 0 0 1", "")]
    [InlineData("exactly fifteen points of two", "a/: USDT 6500 0 0 1; b/: USDT 3500 0 0 1", "")]
    [InlineData("a hair over fifteen points", "a/: USDT 6500.01 0 0 1; b/: USDT 3499.99 0 0 1", "a>b 1500.01 USDT")]
    [InlineData("configured targets", "a/8: USDT 8000 0 0 1; b/2: USDT 2000 0 0 1", "")]
    [InlineData("configured targets, missed", "a/2: USDT 8000 0 0 1; b/8: USDT 2000 0 0 1", "a>b 6000 USDT")]
    [InlineData("from the most over to the most under", "a/: USDC 7000 0 0 1; b/: USDT 1500 0 0 1; c/: USDT 500 0 0 1", "a>c 2500 USDC; a>b 1500 USDC")]
    [InlineData("one that did not drift is touched only as the other end", "a/: USDT 6000 0 0 1; b/: USDT 2500 0 0 1; c/: USDT 500 0 0 1; d/: USDT 3000 0 0 1", "a>c 2500 USDT; a>b 500 USDT")]
    [InlineData("in transit counts where it goes to", "a/: USDT 5000 0 0 1; b/: USDT 1000 0 4000 1", "")]
    [InlineData("what is in transit cannot be moved on", "a/: USDT 1000 0 8000 1; b/: USDT 1000 0 0 1", "a>b 1000 USDT; wait a>b 3000 NotFree")]
    [InlineData("what is reserved is not touched", "a/: USDT 400 7600 0 1; b/: USDT 2000 0 0 1", "wait a>b 3000 NotFree")]
    [InlineData("under five hundred waits", "a/: USDT 1000 0 0 1; b/: USDT 100 0 0 1", "wait a>b 450 BelowMinimum")]
    [InlineData("exactly five hundred goes", "a/: USDT 1500 0 0 1; b/: USDT 500 0 0 1", "a>b 500 USDT")]
    [InlineData("the dollar of which there is more", "a/: USDT 100 0 0 1, USDC 100.01 0 0 1, USD 7800 0 0 77; b/: USDT 2000 0 0 1", "a: USD>USDC 2899.995; a>b 3000.005 USDC")]
    [InlineData("inside an account, strictly over fifteen", "a/: BTC 6600 0 0 1, USDT 3400 0 0 1; b/: BTC 5000 0 0 1, USDT 5000 0 0 1", "a: BTC>USDT 1600")]
    [InlineData("inside an account, exactly fifteen", "a/: BTC 6500 0 0 1, USDT 3500 0 0 1; b/: BTC 5000 0 0 1, USDT 5000 0 0 1", "")]
    [InlineData("inside an account there is no least", "a/: BTC 100 0 0 1, USDT 0 0 0 1; b/: USDT 100 0 0 1", "a: BTC>USDT 50")]
    [InlineData("inside an account, of what is free", "a/: BTC 200 9800 0 1, USDT 0 0 0 1; b/: USDT 10000 0 0 1", "a: BTC>USDT 200; wait a>a 4800 NotFree")]
    [InlineData("an asset without a target goes where others have one", "a/: BTC 5000 0 0 1, USDT 5000 0 0 1, DOGE 3000 0 0 ; b/: USDT 13000 0 0 1", "a: DOGE>BTC 1500; a: DOGE>USDT 1500")]
    [InlineData("conversion first, then the transfer of what it made", "a/: BTC 9000 0 0 1, USDT 1000 0 0 1; b/: USDT 2000 0 0 1", "a: BTC>USDT 4000; a>b 4000 USDT")]
    [InlineData("nothing anywhere", "a/: USDT 0 0 0 1; b/: USDT 0 0 0 1", "")]
    [InlineData("one account has no drift against itself", "a/: USDT 5000 0 0 1", "")]
    [InlineData("no account", "", "")]
    public void The_targets_are_restored(string name, string accounts, string plan)
    {
        var planned = DriftPlanner.Plan(Accounts(accounts), DriftRules.Default);

        Assert.True(plan == Text(planned), $"{name}: {Text(planned)}");
    }

    [Fact]
    public void Points_are_shown_and_every_account_and_asset_is_there()
    {
        var plan = DriftPlanner.Plan(Accounts("b/: USDT 2000 0 0 1; a/: USDT 3000 0 0 1, BTC 1000 0 0 1"), DriftRules.Default);

        Assert.Equal(["a 16.6667", "b -16.6667"], plan.Accounts.Select(account => $"{account.Venue} {account.Share.Points}"));
        Assert.Equal(["BTC -25", "USDT 25"], plan.Accounts[0].Assets.Select(asset => $"{asset.Asset} {asset.Share.Points}"));
        Assert.All(plan.Accounts, account => Assert.True(account.Share.IsOver));
    }

    [Fact]
    public void Nothing_is_made_or_lost_and_nothing_is_given_that_is_not_free()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var random = new Random(unchecked((int)Seeds.Current));
        var moves = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var accounts = RandomAccounts(random);
            var plan = DriftPlanner.Plan(accounts, DriftRules.Default);
            Check(accounts, plan, $"{i} [{Seeds.Variable}={Seeds.Current}]");
            moves += plan.Conversions.Count + plan.Transfers.Count;
        }

        Assert.True(moves > 4_000, $"{moves} moves are too few to say anything");
    }

    [Fact]
    public void Weights_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DriftPlanner.Plan(Accounts("a/0: USDT 1 0 0 1; b/0: USDT 1 0 0 1"), DriftRules.Default));
        Assert.Throws<ArgumentException>(() => DriftPlanner.Plan(Accounts("a/-1: USDT 1 0 0 1; b/2: USDT 1 0 0 1"), DriftRules.Default));
        Assert.Throws<ArgumentException>(() => DriftPlanner.Plan(Accounts("a/: USDT 1 0 0 1, USDT 1 0 0 1"), DriftRules.Default));
    }

    private static void Check(List<AccountPosition> accounts, DriftPlan plan, string name)
    {
        var free = accounts.SelectMany(account => account.Assets.Select(asset => (Key: (account.Venue, asset.Asset), asset.Free))).ToDictionary(item => item.Key, item => item.Free);
        var whole = accounts.Aggregate(Exact.Zero, (sum, account) => sum + account.Total);
        Assert.True(plan.Accounts.Aggregate(Exact.Zero, (sum, account) => sum + account.Share.Target) == whole, name);
        var totals = accounts.ToDictionary(account => account.Venue, account => account.Total);
        foreach (var conversion in plan.Conversions)
        {
            free[(conversion.Venue, conversion.From)] -= conversion.Dollars;
            free[(conversion.Venue, conversion.To)] = free.GetValueOrDefault((conversion.Venue, conversion.To)) + conversion.Dollars;
        }

        foreach (var transfer in plan.Transfers)
        {
            Assert.True(transfer.Dollars >= new Exact(500, 0), name);
            free[(transfer.From, transfer.Asset)] -= transfer.Dollars;
            totals[transfer.From] -= transfer.Dollars;
            totals[transfer.To] += transfer.Dollars;
        }

        foreach (var waiting in plan.Waiting.Where(waiting => waiting.From != waiting.To))
        {
            totals[waiting.From] -= waiting.Dollars;
            totals[waiting.To] += waiting.Dollars;
        }

        Assert.All(free.Values, left => Assert.True(left.Sign >= 0, name));

        // With what waits, every account that had drifted is at its target to the last digit.
        Assert.All(plan.Accounts.Where(account => account.Share.IsOver), account => Assert.True(totals[account.Venue] == account.Share.Target, name));
        Assert.True(plan.Transfers.Count + plan.Waiting.Select(waiting => (waiting.From, waiting.To)).Distinct().Count(pair => pair.From != pair.To && !plan.Transfers.Any(transfer => (transfer.From, transfer.To) == pair)) < Math.Max(1, accounts.Count), name);
    }

    private static List<AccountPosition> RandomAccounts(Random random)
    {
        List<AccountPosition> accounts = [];
        var weighted = random.Next(2) == 0;
        for (var venue = 0; venue < random.Next(1, 6); venue++)
        {
            var assets = new[] { "BTC", "ETH", "USDC", "USDT" }.Where(asset => asset == "USDT" || random.Next(3) > 0)
                .Select(asset => new AssetPosition(new Asset(asset), Dollars(random), Dollars(random, 4), Dollars(random, 6), new Exact(random.Next(1, 5), 0)));
            accounts.Add(new AccountPosition(new Venue($"v{venue}"), weighted ? new Exact(random.Next(1, 9), 0) : null, [.. assets]));
        }

        return accounts;
    }

    private static Exact Dollars(Random random, int rarely = 1) => random.Next(rarely) == 0 ? new Exact(random.NextInt64(0, 900_000_000), random.Next(4, 9)) : Exact.Zero;

    private static string Text(DriftPlan plan) => string.Join("; ", plan.Conversions.Select(conversion => $"{conversion.Venue}: {conversion.From}>{conversion.To} {conversion.Dollars}")
        .Concat(plan.Transfers.Select(transfer => $"{transfer.From}>{transfer.To} {transfer.Dollars} {transfer.Asset}"))
        .Concat(plan.Waiting.Select(waiting => $"wait {waiting.From}>{waiting.To} {waiting.Dollars} {waiting.Reason}")));

    private static List<AccountPosition> Accounts(string text)
    {
        List<AccountPosition> accounts = [];
        foreach (var account in text.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(": ")))
        {
            var (venue, weight) = account[0].Split('/') is [var first, var second] ? (first, second) : throw new FormatException(text);
            var assets = account[1].Split(", ").Select(asset => asset.Split(' '));
            accounts.Add(new AccountPosition(new Venue(venue), Weight(weight), [.. assets.Select(word => new AssetPosition(
                new Asset(word[0]), Exact.Parse(word[1]), Exact.Parse(word[2]), Exact.Parse(word[3]), Weight(word[4])))]));
        }

        return accounts;
    }

    private static Exact? Weight(string text) => text.Length == 0 ? null : Exact.Parse(text);
}
