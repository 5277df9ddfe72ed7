using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Rebalancing;

/// <summary>
/// Money Manager tracks every penny: what the ledger says of the wallets that the edge does not trade from is held against what the
/// venues say. The trading accounts are the edge's own reconciliation. What differs twice in a row, with nothing on its way there, is
/// alarmed.
/// </summary>
public sealed class BalanceCheckWorkflow : Workflow<Done, BalanceCheck>
{
    private static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(2);

    public override string Name => "balance-check";

    public override async Task<BalanceCheck> RunAsync(IWorkflowContext context, Done input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say("holds the ledger against the venues");
        var first = await CompareAsync(context, settings, 1);
        if (first.Count == 0)
            return progress.Ended(new BalanceCheck([]));

        // Money that moves is seen by one before the other: only what stays different is a difference.
        progress.Say("looks a second time", string.Join("; ", first));
        await context.SleepUntilAsync(context.Now + SecondLook);
        var second = await CompareAsync(context, settings, 2);
        var lasting = second.Where(first.Contains).ToList();
        foreach (var difference in lasting)
            await context.TellAsync(AlertLevel.Alarm, $"the ledger and the venue differ: {difference}");
        return progress.Ended(new BalanceCheck(lasting));
    }

    private static async Task<List<string>> CompareAsync(IWorkflowContext context, SlowSettings settings, int look)
    {
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances{look}", EdgeCalls.AnyTime));
        var differences = new List<string>();
        foreach (var venue in settings.Venues)
        {
            IReadOnlyList<WalletBalance> wallets;
            try
            {
                wallets = await context.CallAsync(FundingActivities.Balances, new Venue(venue), RetryPolicy.Reading);
            }
            catch (ActivityFailedException)
            {
                continue;
            }

            // What only one of the two knows counts as nothing at the other.
            var theirs = wallets.Where(wallet => wallet.Wallet != "trading").Select(wallet => (Place: PlaceOf(venue, wallet.Wallet), wallet.Asset, wallet.Amount)).ToList();
            var ours = told.Balances.Where(balance => balance.Place == PlaceOf(venue, "staked") || balance.Place.StartsWith(PlaceOf(venue, ""), StringComparison.Ordinal));
            foreach (var (place, asset) in theirs.Select(wallet => (wallet.Place, wallet.Asset)).Union(ours.Select(balance => (balance.Place, balance.Asset))))
            {
                var here = told.FreeAt(place, asset) + told.ReservedAt(place, asset);
                var there = theirs.Where(wallet => wallet.Place == place && wallet.Asset == asset).Aggregate(Amount.Zero, (sum, wallet) => sum + wallet.Amount);
                if (here != there)
                    differences.Add($"{place} {asset}: {here} here, {there} there");
            }
        }

        return differences;
    }

    private static string PlaceOf(string venue, string wallet) => wallet == "staked" ? $"staked:{venue}" : $"wallet:{venue}:{wallet}";
}

/// <summary>What a check of the wallets found; none where all agree.</summary>
public sealed record BalanceCheck(IReadOnlyList<string> Differences) : IOutcome
{
    string IOutcome.Text => Differences.Count == 0 ? "they agree" : string.Join("; ", Differences);
}
