using Arbit.Accounts;
using Arbit.Money;

namespace Arbit.Workflows.Idle;

/// <summary>Lending's part of the world.</summary>
public static class IdleActivities
{
    /// <summary>Null where no pool is configured: lending is off by default.</summary>
    public static Activity<Done, LendingState?> Read { get; } = new("lending.read");

    public static Activity<LendingOrder, LendingMove> Supply { get; } = new("lending.supply");

    public static Activity<LendingOrder, LendingMove> Withdraw { get; } = new("lending.withdraw");
}

/// <summary>A move that is wanted, under its own id.</summary>
public sealed record LendingOrder(string Id, Amount Amount);
