using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy.Gold;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Gold;

/// <summary>
/// The flip to BTC: of the PAXG on the venues 85 % is sold and 15 % is withdrawn to the cold wallet. What lies there is never sold
/// (strategy.md, Mode Manager).
/// </summary>
public sealed class GoldSaleWorkflow : Workflow<GoldSale, GoldOutcome>
{
    /// <summary>Withdrawals of PAXG are rounded to so many decimals.</summary>
    private const int GoldDecimals = 8;

    public override string Name => "gold-sale";

    public override async Task<GoldOutcome> RunAsync(IWorkflowContext context, GoldSale input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say("asks the edge what gold there is");
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        var positions = settings.Venues.Select(venue => new GoldPosition(new Venue(venue), told.FreeAt(venue, settings.Gold))).Where(position => position.Amount.Sign > 0).ToList();
        if (positions.Count == 0)
            return progress.Ended(new GoldOutcome("no gold on the venues"));

        var shares = FlipSplit.Of(positions, GoldDecimals, Bps.From(new Exact(10_000, 0) - settings.GoldSold.Value));
        var done = new List<string>();
        // All of it is sold before anybody is asked: a question can wait for a day, and the price does not.
        foreach (var share in shares.Where(share => share.Sold.Sign > 0))
        {
            progress.Say($"sells {share.Sold} {settings.Gold} at {share.Venue}", "the conversion");
            var sold = await context.RunAsync(new ConversionWorkflow(), $"{context.InstanceId}-{share.Venue}", new ConversionOrder(share.Venue, settings.Gold, settings.Stablecoins[0], share.Sold, settings.MaxSlippage, "the flip to BTC") { Epoch = input.Epoch, Rests = settings.RestsLimits });
            Did(progress, done, sold.Problem.Length == 0 ? $"{sold.Spent} {settings.Gold} sold at {share.Venue} for {sold.Received} {sold.To}" : $"{share.Venue}: {sold.Problem}");
        }

        foreach (var share in shares.Where(share => share.Withdrawn.Sign > 0))
        {
            if (!told.Prices.TryGetValue(settings.Gold.Code, out var price))
            {
                Did(progress, done, $"{share.Withdrawn} {settings.Gold} stay at {share.Venue}: there is no price to show the cost with");
                continue;
            }

            progress.Say($"takes {share.Withdrawn} {settings.Gold} from {share.Venue} to the cold wallet", "the transfer");
            var order = new TransferOrder(settings.Gold, share.Withdrawn, price, share.Venue, TransferOrder.ColdWallet, context.InstanceId, false, told.Capital, "The 15 % of a flip to BTC.") { IncludesFee = true, Epoch = input.Epoch };
            var moved = await context.RunAsync(new TransferWorkflow(), $"{context.InstanceId}-cold-{share.Venue}", order);
            Did(progress, done, moved.Why);
        }

        return progress.Ended(new GoldOutcome(string.Join("; ", done)));
    }

    private static void Did(Progress progress, List<string> done, string what)
    {
        done.Add(what);
        progress.Did(what);
    }
}
