using Arbit.Accounts;
using Arbit.Workflows;
using Arbit.Workflows.Idle;

namespace Arbit.Slow.Activities;

/// <summary>Idle dollars' pool for workflows.</summary>
/// <param name="pool">Null where lending is off.</param>
public sealed class LendingDesk(ILendingPool? pool)
{
    public void AddTo(ActivityTable table) => table
        .Add(IdleActivities.Read, async (_, _, cancellation) => pool is null ? null : await pool.ReadAsync(cancellation))
        .Add(IdleActivities.Supply, (_, order, cancellation) => Pool.SupplyAsync(order.Id, order.Amount, cancellation))
        .Add(IdleActivities.Withdraw, (_, order, cancellation) => Pool.WithdrawAsync(order.Id, order.Amount, cancellation));

    private ILendingPool Pool => pool ?? throw new FundingRefusedException("Lending is off.");
}
