using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Transfers;

namespace Arbit.Workflows.Transfers;

/// <summary>Asks both ends at the moment of the transfer, and compares every network of either.</summary>
public static class TransferQuoting
{
    public static async Task<TransferQuote> AskAsync(IWorkflowContext context, TransferOrder order)
    {
        var source = await context.CallAsync(FundingActivities.Networks, new AssetAt(order.From, order.Asset), RetryPolicy.Reading);
        var addresses = await context.CallAsync(FundingActivities.Addresses, new AddressesOf(order.To, order.Asset), RetryPolicy.Reading);
        var target = order.IsGold ? [] : await context.CallAsync(FundingActivities.Networks, new AssetAt(new Venue(order.To), order.Asset), RetryPolicy.Reading);
        return NetworkChoice.Of(RequestOf(order, source, target, addresses), RulesOf(order));
    }

    /// <summary>What is compared, from what both ends told.</summary>
    /// <param name="target">Empty for the cold wallet: it takes whatever the allow list has an address for.</param>
    public static TransferRequest RequestOf(TransferOrder order, IReadOnlyList<FundingNetwork> source, IReadOnlyList<FundingNetwork> target, IReadOnlyList<AllowedAddress> addresses)
    {
        var deposits = order.IsGold
            ? addresses.Select(address => new DepositNetwork(address.Network, true, address.Contract, address.Tag is not null)).DistinctBy(network => network.Network, StringComparer.Ordinal).ToList()
            : target.Select(Deposit).ToList();
        return new TransferRequest(order.Asset, order.Amount, order.Price, order.From, source.Select(Withdrawal).ToList(), new Venue(order.To), deposits, addresses);
    }

    /// <summary>Why a person has to say yes first; none where it may go.</summary>
    public static async Task<IReadOnlyList<ApprovalReason>> ReasonsToAskAsync(IWorkflowContext context, TransferOrder order, TransferQuote quote, SlowSettings settings)
    {
        var before = await context.CallAsync(FundingActivities.TrailingYear, Done.It, RetryPolicy.Reading);
        var fee = quote.TotalCost!.Value;
        var approval = TransferApproval.Default with { AmountLimit = settings.TransferAsksOver?.Value };
        return approval.Needed(RulesOf(order), order.Amount.Value * order.Price.Value, fee, fee + order.CostBefore.Value, order.BeginsRebalance, before, order.Capital.Value);
    }

    /// <summary>The end of a sentence that begins with "because".</summary>
    public static string Words(ApprovalReason reason) => reason switch
    {
        ApprovalReason.RulesAsk => "gold only leaves on a person's word",
        ApprovalReason.AmountAboveLimit => "it is more than is let through unasked",
        ApprovalReason.AverageFee => "network fees would no longer be under $1 a rebalance",
        _ => "transfers would cost 0.5 % of the capital a year or more",
    };

    public static TransferRules RulesOf(TransferOrder order) => TransferRules.For(order.IsGold);

    private static WithdrawalNetwork Withdrawal(FundingNetwork network)
        => new(network.Network, network.WithdrawFee, network.MinWithdraw, network.WithdrawEnabled, network.Minutes is { } minutes ? Exact.FromDecimal(minutes) : null, network.Contract);

    private static DepositNetwork Deposit(FundingNetwork network) => new(network.Network, network.DepositEnabled, network.Contract, network.TagRequired);
}
