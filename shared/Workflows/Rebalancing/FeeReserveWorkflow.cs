using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Edge;

namespace Arbit.Workflows.Rebalancing;

/// <summary>
/// The dynamic BNB minimum: where a venue's fees are paid in it, the fees of the next hundred trades are kept, at least $10
/// (strategy.md, Money Manager).
/// </summary>
public sealed class FeeReserveWorkflow : Workflow<Done, RebalanceResult>
{
    public override string Name => "fee-reserve";

    public override async Task<RebalanceResult> RunAsync(IWorkflowContext context, Done input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say("asks the edge what fees the next trades will pay");
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        var conversions = 0;
        foreach (var venue in settings.Venues)
        {
            if (!told.FeesOfHundredTrades.TryGetValue(venue, out var fees))
                continue;
            var least = Amount.Max(fees, settings.LeastFees);
            var held = told.Dollars(settings.FeeAsset, told.FreeAt(venue, settings.FeeAsset) + told.ReservedAt(venue, settings.FeeAsset));
            if (held >= least.Value || told.AmountFor(settings.FeeAsset, Exact.One).Sign <= 0)
                continue;

            // What is missing, and as much again, so that the next look need not buy a crumb; never under what an order may be.
            var dollars = (least.Value - held) * new Exact(2, 0);
            if (dollars < settings.LeastConversion.Value)
                dollars = settings.LeastConversion.Value;
            var richest = settings.Dollars.OrderByDescending(dollar => told.Dollars(dollar, told.FreeAt(venue, dollar))).First();
            var amount = Amount.Min(told.AmountFor(richest, dollars), told.FreeAt(venue, richest));
            if (amount.Sign <= 0)
                continue;
            progress.Say($"buys {settings.FeeAsset} for {amount} {richest} at {venue}", "the conversion");
            var order = new ConversionOrder(new Venue(venue), richest, settings.FeeAsset, amount, settings.MaxSlippage, "the fees of the next hundred trades");
            var bought = await context.RunAsync(new ConversionWorkflow(), $"{context.InstanceId}-{venue}", order);
            progress.Did(bought.Problem.Length == 0 ? $"{bought.Received} {settings.FeeAsset} at {venue}" : $"{venue}: {bought.Problem}");
            if (bought.Problem.Length == 0)
                conversions++;
        }

        var result = new RebalanceResult(conversions, 0, 0, conversions == 0 ? "enough for the next hundred trades" : $"{conversions} bought");
        progress.Say(result.Text);
        return result;
    }
}
