using Arbit.Accounts;
using Arbit.Messages;
using Arbit.State;
using Arbit.Strategy;
using Arbit.Workflows;

namespace Arbit.Slow.Activities;

/// <summary>Everything that workflows can have done, put together: the same for a run, a second process and a simulated year.</summary>
public sealed record SlowActivities
{
    public required IEventBus Bus { get; init; }

    public required IStateStore Store { get; init; }

    /// <summary>The way of signals into the same store, where a crowd of them has one of its own; null for none.</summary>
    public IStateStore? SignalStore { get; init; }

    public required IReadOnlyList<IVenueFunding> Accounts { get; init; }

    /// <summary>Null where lending is off.</summary>
    public ILendingPool? Lending { get; init; }

    public required AddressBook Addresses { get; init; }

    public required AlertBoard Alerts { get; init; }

    /// <summary>What workflows go by; read when one begins.</summary>
    public required Func<SlowSettings> Settings { get; init; }

    /// <summary>Before any flip.</summary>
    public required TradingMode InitialMode { get; init; }

    public required TimeProvider Time { get; init; }

    public ActivityTable ToTable()
    {
        var table = new ActivityTable().AddEdge(Bus, Time);
        new TargetKeeper(Store, Settings).AddTo(table);
        Alerts.AddTo(table);
        Addresses.AddTo(table);
        new ModeKeeper(Store, InitialMode).AddTo(table);
        var funding = new FundingDesk(Accounts, Store, Addresses);
        funding.AddTo(table);
        new StakingDesk(funding, Store).AddTo(table);
        new ClaimKeeper(Store, Time).AddTo(table);
        new SweepKeeper(Store).AddTo(table);
        new LendingDesk(Lending).AddTo(table);
        new TransferCosts(Store, Time).AddTo(table);
        return table;
    }
}
