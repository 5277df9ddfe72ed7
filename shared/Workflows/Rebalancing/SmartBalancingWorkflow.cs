using System.Globalization;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Strategy.Drift;
using Arbit.Workflows.Edge;

namespace Arbit.Workflows.Rebalancing;

/// <summary>
/// Smart balancing (strategy.md, Money Manager): proposes new target shares where opportunities come more often. A person accepts them;
/// no, and silence, leave them as they are. It moves nothing itself: drift is measured against the new targets from then on.
/// </summary>
public sealed class SmartBalancingWorkflow : Workflow<Done, BalancingOutcome>
{
    /// <summary>Of fewer nothing can be read (ours).</summary>
    public const long LeastOpportunities = 100;

    public override string Name => "smart-balancing";

    public override async Task<BalancingOutcome> RunAsync(IWorkflowContext context, Done input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say("asks the edge where opportunities came");
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        var book = await context.CallAsync(TargetActivities.Read, Done.It, RetryPolicy.Lasting);
        var counts = Since(book, told, settings.Venues);
        var all = counts.Values.Sum();
        if (all < LeastOpportunities)
            return progress.Ended(new BalancingOutcome(false, $"{all} opportunities since the last proposal: too few to go by"));
        var current = SharesOf(settings);
        if (SmartBalancing.Propose(current, counts, BalancingRules.Default) is not { } proposed)
            return progress.Ended(new BalancingOutcome(false, "the targets are where the opportunities are"));

        var change = string.Join(", ", proposed.Select(share => $"{share.Venue} {Percent(current.First(before => before.Venue == share.Venue))} to {Percent(share)} ({counts[share.Venue]} opportunities)"));
        var decision = await progress.AskAsync("proposes new targets", $"New targets for the accounts: {change}. Yes restores the accounts to them, by conversions and transfers; no leaves them.", settings.QuestionWaits);
        await context.CallAsync(TargetActivities.Keep, new TargetBook(decision.Approved ? WeightsOf(proposed) : book.Weights, SeenOf(told, settings)), RetryPolicy.Lasting);
        return progress.Ended(new BalancingOutcome(decision.Approved, decision.Approved ? $"targets: {change}" : "the targets stay"));
    }

    /// <summary>An edge that lost its disk counts from nothing again.</summary>
    private static SortedDictionary<Venue, long> Since(TargetBook book, BalancesTold told, IReadOnlyList<string> venues)
    {
        var counts = new SortedDictionary<Venue, long>();
        foreach (var venue in venues)
        {
            var (now, seen) = (told.Opportunities.GetValueOrDefault(venue), book.Seen.GetValueOrDefault(venue));
            counts[new Venue(venue)] = now >= seen ? now - seen : now;
        }

        return counts;
    }

    private static SortedDictionary<string, int> WeightsOf(IReadOnlyList<TargetShare> shares)
    {
        var weights = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var share in shares)
            weights[share.Venue.Name] = share.ShareBps;
        return weights;
    }

    private static SortedDictionary<string, long> SeenOf(BalancesTold told, SlowSettings settings)
    {
        var seen = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var venue in settings.Venues)
            seen[venue] = told.Opportunities.GetValueOrDefault(venue);
        return seen;
    }

    /// <summary>As drift is measured by the weights, in basis points that add up to the whole.</summary>
    private static List<TargetShare> SharesOf(SlowSettings settings)
    {
        var weights = settings.Venues.Select(venue => (Venue: new Venue(venue), Weight: settings.AccountWeights.GetValueOrDefault(venue, 1))).ToList();
        var all = weights.Sum(weight => (long)weight.Weight);
        var shares = weights.Select(weight => new TargetShare(weight.Venue, (int)(weight.Weight * (long)SmartBalancing.Whole / all))).ToList();

        // What rounding down left goes to the first.
        shares[0] = shares[0] with { ShareBps = shares[0].ShareBps + SmartBalancing.Whole - shares.Sum(share => share.ShareBps) };
        return shares;
    }

    private static string Percent(TargetShare share) => string.Create(CultureInfo.InvariantCulture, $"{share.ShareBps / 100}.{share.ShareBps % 100:00} %");
}

/// <summary>What a person made of it.</summary>
public sealed record BalancingOutcome(bool Accepted, string Text) : IOutcome;
