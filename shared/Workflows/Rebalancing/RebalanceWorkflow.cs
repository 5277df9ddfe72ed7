using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy.Drift;
using Arbit.Workflows.Claims;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Rebalancing;

/// <summary>
/// Money Manager: measures drift over all trading accounts, what is on its way counted where it goes to, and restores the targets:
/// conversions first, then transfers. One at a time, because two that measured the same would both act. Gold and A-Bot's seats are
/// other bots' fuel, and BNB is kept for fees: none of them drifts.
/// </summary>
public sealed class RebalanceWorkflow : Workflow<Done, RebalanceResult>
{
    private const string Claim = "rebalance";

    public override string Name => "rebalance";

    public override async Task<RebalanceResult> RunAsync(IWorkflowContext context, Done input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        return await context.ClaimAsync(Claim, settings)
            ? progress.Ended(await context.AndGiveBackAsync(Claim, () => MeasureAndActAsync(context, progress, settings)))
            : progress.Ended(RebalanceResult.Nothing("another rebalance is under way"));
    }

    private static async Task<RebalanceResult> MeasureAndActAsync(IWorkflowContext context, Progress progress, SlowSettings settings)
    {
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        var rules = DriftRules.Default with { Threshold = new Exact(settings.DriftThreshold, 0), Movable = settings.Stablecoins };
        var plan = DriftPlanner.Plan(settings.Venues.Select(venue => PositionOf(told, settings, venue)), rules);
        progress.Details = WorkflowJson.Write(new DriftShown(
            [.. plan.Accounts.Select(account => new DriftLine(account.Venue.Name, account.Share.Actual, account.Share.Target, account.Share.Points, account.Share.IsOver))],
            [.. plan.Waiting.Select(waiting => $"{waiting.Dollars.Round(2, Rounding.Floor)} USD {waiting.From} to {waiting.To}: {waiting.Reason}")]));
        if (plan.IsNothing)
            return new RebalanceResult(0, 0, plan.Waiting.Count, "no drift over the threshold");

        var (conversions, asked, transfers) = (0, 0, 0);
        var cost = Amount.Zero;
        foreach (var planned in plan.Conversions)
        {
            var amount = told.AmountFor(planned.From, planned.Dollars);
            if (planned.Dollars < settings.LeastConversion.Value || amount.Sign <= 0)
                continue;
            if (!await context.ClaimAsync(Claim, settings))
                return Overtaken(conversions, transfers);
            progress.Say($"converts {amount} {planned.From} to {planned.To} at {planned.Venue}", "the conversion");
            var order = new ConversionOrder(planned.Venue, planned.From, planned.To, amount, settings.MaxSlippage, "drift");
            var converted = await context.RunAsync(new ConversionWorkflow(), $"{context.InstanceId}-c{++conversions}", order);
            cost += converted.CostInDollars;
            progress.Did(converted.Problem.Length == 0 ? $"{converted.Spent} {converted.From} became {converted.Received} {converted.To} at {planned.Venue}" : $"{planned.Venue}: {converted.Problem}");
        }

        foreach (var planned in plan.Transfers)
        {
            if (!await context.ClaimAsync(Claim, settings))
                return Overtaken(conversions, transfers);
            // What the conversions lost is counted once, with the first that moves anything.
            if (!await TransferAsync(context, progress, planned, transfers == 0, cost, $"{context.InstanceId}-t{++asked}"))
                continue;
            transfers++;
            cost = Amount.Zero;
        }

        return new RebalanceResult(conversions, transfers, plan.Waiting.Count, $"{conversions} conversions, {transfers} transfers");
    }

    /// <summary>The conversions before it paid fees: no more is sent than is free there now, so it is measured again.</summary>
    private static async Task<bool> TransferAsync(IWorkflowContext context, Progress progress, PlannedTransfer planned, bool isFirst, Amount cost, string id)
    {
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{id}:balances", EdgeCalls.AnyTime));
        var amount = Amount.Min(told.AmountFor(planned.Asset, planned.Dollars), told.FreeAt(planned.From.Name, planned.Asset));
        if (amount.Sign <= 0 || !told.Prices.TryGetValue(planned.Asset.Code, out var price))
            return false;
        progress.Say($"transfers {amount} {planned.Asset} from {planned.From} to {planned.To}", "the transfer");
        var order = new TransferOrder(planned.Asset, amount, price, planned.From, planned.To.Name, context.InstanceId, isFirst, told.Capital, "Restores the accounts' shares.") { IncludesFee = true, CostBefore = cost };
        var moved = await context.RunAsync(new TransferWorkflow(), id, order);
        progress.Did(moved.Why);
        return moved.Outcome == TransferOutcome.Arrived;
    }

    private static RebalanceResult Overtaken(int conversions, int transfers) => new(conversions, transfers, 0, "it took so long that another rebalance has begun: that one does the rest");

    private static AccountPosition PositionOf(BalancesTold told, SlowSettings settings, string venue)
    {
        var assets = told.Balances.Where(balance => balance.Place == venue).Select(balance => balance.Asset)
            .Concat(settings.Stablecoins)
            .Where(asset => settings.AssetWeights.ContainsKey(asset.Code))
            .Distinct()
            .Order()
            .Select(asset => new AssetPosition(
                asset,
                told.Dollars(asset, told.FreeAt(venue, asset)),
                told.Dollars(asset, told.ReservedAt(venue, asset)),
                told.Dollars(asset, told.OnItsWayTo(venue, asset)),
                new Exact(settings.AssetWeights[asset.Code], 0)))
            .ToList();
        return new AccountPosition(new Venue(venue), new Exact(settings.AccountWeights.GetValueOrDefault(venue, 1), 0), assets);
    }
}
