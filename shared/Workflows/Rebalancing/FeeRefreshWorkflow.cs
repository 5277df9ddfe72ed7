using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Rebalancing;

/// <summary>Fees Manager: the accounts' real fees, read and handed to the edge (strategy.md).</summary>
public sealed class FeeRefreshWorkflow : Workflow<Done, RebalanceResult>
{
    public override string Name => "fee-refresh";

    public override async Task<RebalanceResult> RunAsync(IWorkflowContext context, Done input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        var read = 0;
        foreach (var venue in settings.Venues.Select(name => new Venue(name)))
        {
            progress.Say($"reads the fees at {venue}");
            try
            {
                var fees = await context.CallAsync(FundingActivities.Fees, venue, RetryPolicy.Reading);
                var taken = await context.TryAsync(new SetFees($"{context.InstanceId}:{venue}", EdgeCalls.AnyTime, venue, fees));
                progress.Did(taken.Accepted ? $"{fees.Count} pairs at {venue}" : $"{venue}: {taken.Reason}");
                read++;
            }
            catch (ActivityFailedException e)
            {
                progress.Did($"{venue} did not tell its fees: {e.Message}");
            }
        }

        var result = new RebalanceResult(0, 0, settings.Venues.Count - read, $"fees of {read} accounts");
        progress.Say(result.Text);
        return result;
    }
}
