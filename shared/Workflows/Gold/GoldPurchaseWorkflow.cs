using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Gold;

/// <summary>
/// G-Bot in GOLD mode: its share of the capital becomes PAXG, in slices that the depth allows. Every account gives the same part of each
/// of its monies, so what is left for Q-Bot keeps its mix; where no way leads to gold inside the venue, that part is made a stablecoin
/// and sent where one does. What is under a conversion's or a transfer's least waits, visibly.
/// </summary>
public sealed class GoldPurchaseWorkflow : Workflow<GoldPurchase, GoldOutcome>
{
    public override string Name => "gold-purchase";

    public override async Task<GoldOutcome> RunAsync(IWorkflowContext context, GoldPurchase input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say("asks the edge what there is");
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        var target = told.Capital.Value * new Exact(settings.GoldFuel.GBot.RateUnits, 8);
        var held = Held(told, settings);
        var givers = Givers(told, settings).ToList();
        var givable = givers.Aggregate(Exact.Zero, (sum, giver) => sum + giver.Dollars);
        var missing = target - held;
        if (missing < settings.LeastConversion.Value || givable.Sign <= 0)
            return progress.Ended(new GoldOutcome($"{held.Round(2, Rounding.Floor)} USD are in gold already, {target.Round(2, Rounding.Floor)} are wanted"));

        progress.Did($"{missing.Round(2, Rounding.Floor)} USD are to become gold");
        var share = missing < givable ? missing.Divide(givable, 8, Rounding.Floor) : Exact.One;
        var bought = Amount.Zero;
        foreach (var (venue, asset, dollars) in givers)
            bought += await BuyAsync(context, progress, settings, input, told, venue, asset, dollars * share);
        return progress.Ended(new GoldOutcome($"bought {bought} {settings.Gold}"));
    }

    private static Exact Held(BalancesTold told, SlowSettings settings)
        => settings.Venues.Aggregate(Exact.Zero, (sum, venue) => sum + told.Dollars(settings.Gold, told.FreeAt(venue, settings.Gold) + told.ReservedAt(venue, settings.Gold)));

    /// <summary>What each account has that is not gold and not kept for fees, in dollars.</summary>
    private static IEnumerable<(string Venue, Asset Asset, Exact Dollars)> Givers(BalancesTold told, SlowSettings settings)
        => told.Balances
            .Where(balance => settings.Venues.Contains(balance.Place, StringComparer.Ordinal) && balance.Asset != settings.Gold && balance.Asset != settings.FeeAsset)
            .Select(balance => (balance.Place, balance.Asset, told.Dollars(balance.Asset, balance.Free)))
            .Where(giver => giver.Item3.Sign > 0);

    private static async Task<Amount> BuyAsync(IWorkflowContext context, Progress progress, SlowSettings settings, GoldPurchase input, BalancesTold told, string venue, Asset asset, Exact dollars)
    {
        var amount = told.AmountFor(asset, dollars);
        if (dollars < settings.LeastConversion.Value || amount.Sign <= 0)
            return Amount.Zero;
        progress.Say($"buys gold for {amount} {asset} at {venue}", "the conversion");
        var id = $"{context.InstanceId}-{venue}-{asset}";
        var result = await context.RunAsync(new ConversionWorkflow(), id, Order(settings, input, venue, asset, settings.Gold, amount));
        if (result.Problem.Length > 0)
            progress.Did($"{venue}: {result.Problem}");
        if (result.Received.Sign > 0 || result.Spent.Sign > 0)
            return result.Received;
        return await BuyElsewhereAsync(context, progress, settings, input, told, new Venue(venue), asset, amount);
    }

    /// <summary>No way leads to gold here: the money goes as a stablecoin to where one does.</summary>
    private static async Task<Amount> BuyElsewhereAsync(IWorkflowContext context, Progress progress, SlowSettings settings, GoldPurchase input, BalancesTold told, Venue venue, Asset asset, Amount amount)
    {
        var id = $"{context.InstanceId}-{venue}-{asset}";
        var stablecoin = settings.Stablecoins[0];
        var probe = told.AmountFor(stablecoin, settings.LeastConversion.Value * new Exact(2, 0));
        var quoted = await context.AskAsync<ConversionQuoted>(new QuoteConversion($"{id}:elsewhere", EdgeCalls.AnyTime, null, stablecoin, settings.Gold, probe));
        // Where gold can be bought here after all, that it was not bought has another reason, and a transfer is none of its cures.
        if (quoted.Routes.Any(route => route.Venue == venue) || quoted.Routes.FirstOrDefault() is not { } there || !told.Prices.TryGetValue(stablecoin.Code, out var price))
            return Amount.Zero;
        if (asset != stablecoin)
        {
            var made = await context.RunAsync(new ConversionWorkflow(), $"{id}-stable", Order(settings, input, venue.Name, asset, stablecoin, amount));
            amount = made.Received;
        }

        if (amount.Sign <= 0)
            return Amount.Zero;
        progress.Say($"sends {amount} {stablecoin} from {venue} to {there.Venue}, where gold is", "the transfer");
        var order = new TransferOrder(stablecoin, amount, price, venue, there.Venue.Name, context.InstanceId, true, told.Capital, "Gold can be bought there.") { IncludesFee = true, Epoch = input.Epoch };
        var moved = await context.RunAsync(new TransferWorkflow(), $"{id}-sent", order);
        progress.Did(moved.Why);
        if (moved.Outcome != TransferOutcome.Arrived)
            return Amount.Zero;
        var bought = await context.RunAsync(new ConversionWorkflow(), $"{id}-bought", Order(settings, input, there.Venue.Name, stablecoin, settings.Gold, moved.Arrived));
        return bought.Received;
    }

    private static ConversionOrder Order(SlowSettings settings, GoldPurchase input, string venue, Asset from, Asset to, Amount amount)
        => new(new Venue(venue), from, to, amount, settings.MaxSlippage, "the flip to GOLD") { Epoch = input.Epoch, Rests = settings.RestsLimits };
}
