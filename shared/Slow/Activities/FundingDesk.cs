using Arbit.Accounts;
using Arbit.Markets;
using Arbit.State;
using Arbit.Workflows;
using Arbit.Workflows.Transfers;

namespace Arbit.Slow.Activities;

/// <summary>
/// The accounts' slow side for workflows. A withdrawal's id is stored before it leaves; where it is stored already nobody knows whether
/// it left, so it is looked up and never sent again (lessons L07, L27).
/// </summary>
/// <param name="accounts">One a venue.</param>
/// <param name="store">Where ids are reserved.</param>
/// <param name="addresses">Where money may go.</param>
public sealed class FundingDesk(IReadOnlyList<IVenueFunding> accounts, IStateStore store, AddressBook addresses)
{
    private const string Withdrawals = "withdrawals";

    public async Task<WithdrawalView> WithdrawAsync(WithdrawalAt wanted, CancellationToken cancellation)
    {
        var order = wanted.Order;
        var account = AccountOf(wanted.Venue);
        if (!addresses.Allows(order))
            throw new FundingRefusedException($"{order.Address} is not on the allow list for {order.Asset} over {order.Network}.");
        if (await store.TryInsertAsync(Withdrawals, wanted.Venue.Name, order.Id, WorkflowJson.Write(new ReservedWithdrawal(order, null)), cancellation))
            return await SubmitAsync(account, order, cancellation);

        var row = await store.FindAsync(Withdrawals, wanted.Venue.Name, order.Id, cancellation);
        if (row is not null && WorkflowJson.Read<ReservedWithdrawal>(row.Json).Refused is { } refused)
            throw new FundingRefusedException(refused);
        return await account.FindWithdrawalAsync(order.Id, cancellation)
            ?? throw new FundingUnansweredException($"{wanted.Venue} knows no withdrawal {order.Id}, and it may have been on its way there.");
    }

    public void AddTo(ActivityTable table) => table
        .Add(FundingActivities.Networks, (_, at, cancellation) => AccountOf(at.Venue).NetworksAsync(at.Asset, cancellation))
        .Add(FundingActivities.Withdraw, (_, wanted, cancellation) => WithdrawAsync(wanted, cancellation))
        .Add(FundingActivities.FindWithdrawal, (_, at, cancellation) => AccountOf(at.Venue).FindWithdrawalAsync(at.Id, cancellation))
        .Add(FundingActivities.Deposits, (_, at, cancellation) => AccountOf(at.Venue).DepositsAsync(at.Asset, at.Since, cancellation))
        .Add(FundingActivities.Balances, (_, venue, cancellation) => AccountOf(venue).BalancesAsync(cancellation))
        .Add(FundingActivities.Fees, (_, venue, cancellation) => AccountOf(venue).FeesAsync(cancellation));

    public IReadOnlyList<IVenueFunding> Accounts => accounts;

    public IVenueFunding AccountOf(Venue venue) => accounts.FirstOrDefault(account => account.Venue == venue)
        ?? throw new FundingRefusedException($"There is no account at {venue}.");

    /// <summary>A refusal is kept, so that after an interruption it is known to have been one.</summary>
    private async Task<WithdrawalView> SubmitAsync(IVenueFunding account, WithdrawalOrder order, CancellationToken cancellation)
    {
        try
        {
            return await account.WithdrawAsync(order, cancellation);
        }
        catch (FundingRefusedException e)
        {
            if (await store.FindAsync(Withdrawals, account.Venue.Name, order.Id, cancellation) is { } row)
                await store.TryReplaceAsync(Withdrawals, account.Venue.Name, order.Id, WorkflowJson.Write(new ReservedWithdrawal(order, e.Message)), row.ETag, cancellation);
            throw;
        }
    }

    private sealed record ReservedWithdrawal(WithdrawalOrder Order, string? Refused);
}
