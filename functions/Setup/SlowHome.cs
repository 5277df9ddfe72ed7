using Arbit.Accounts;
using Arbit.Live.Durable;
using Arbit.Messages;
using Arbit.Signals;
using Arbit.Slow;
using Arbit.Slow.Activities;
using Arbit.Slow.Configuration;
using Arbit.Slow.Operations;
using Arbit.State;
using Arbit.Workflows;
using Arbit.Workflows.Register;
using Microsoft.DurableTask.Client;

namespace Arbit.Functions.Setup;

/// <summary>
/// The slow side in a process of the Functions: what its triggers share. There can be many such processes, so nothing is only in here that
/// another one would miss.
/// </summary>
public sealed class SlowHome
{
    /// <summary>Its group in the hub of facts (infra-bicep, events).</summary>
    public const string Group = "slow";

    private readonly ActivityTable _activities;
    private readonly WorkflowRegister _register;

    /// <param name="settings">What is configured.</param>
    /// <param name="store">The slow side's state.</param>
    /// <param name="bus">To the edge.</param>
    /// <param name="accounts">One a venue.</param>
    /// <param name="lending">Where idle dollars are lent; null for nowhere.</param>
    /// <param name="alerts">Where a person is told.</param>
    /// <param name="time">The clock.</param>
    public SlowHome(SlowSideSettings settings, IStateStore store, IEventBus bus, IReadOnlyList<IVenueFunding> accounts, ILendingPool? lending, AlertBoard alerts, TimeProvider time)
    {
        (Settings, Store, Bus, Time) = (settings, store, bus, time);
        _register = new WorkflowRegister(store);
        _activities = new SlowActivities
        {
            Bus = bus,
            Store = store,
            Accounts = accounts,
            Lending = lending,
            Addresses = new AddressBook(settings.Slow.Addresses),
            Alerts = alerts,
            Settings = () => settings.Slow.Workflows,
            InitialMode = settings.InitialMode,
            Time = time,
        }.ToTable();
        Door = new SignalDoor(new SignalIntake(settings.Slow.Signals, store, time) { Answered = Tally.Count });
        Starter = new SignalStarter(store, settings.Slow.Signals.Modes);
        Teller = new WorkflowTeller(bus, time);
        Watch = new WorkflowWatch(store, Teller, time);
        Totals = new SignalTotals(store, Tally, bus, time);
        Operators = new OperatorGuard(settings.Operators);
        Facts = new PatientHandler(bus, Hub.Facts, Group, time);
        Orchestrator = new WorkflowOrchestrator(Workflows);
    }

    public SlowSideSettings Settings { get; }

    public IStateStore Store { get; }

    public IEventBus Bus { get; }

    public TimeProvider Time { get; }

    public WorkflowTable Workflows { get; } = SlowWorkflows.Table();

    public WorkflowOrchestrator Orchestrator { get; }

    public SignalDoor Door { get; }

    public SignalTally Tally { get; } = new();

    public SignalTotals Totals { get; }

    public SignalStarter Starter { get; }

    public WorkflowTeller Teller { get; }

    public WorkflowWatch Watch { get; }

    public OperatorGuard Operators { get; }

    /// <summary>Tries a fact again, and puts aside what cannot be handled.</summary>
    public PatientHandler Facts { get; }

    /// <param name="durable">As a trigger was given it: there is none outside of one.</param>
    public DurableWorkflowHost HostOf(DurableTaskClient durable) => new(durable, Workflows, _register, Time);

    public DurableActivities ActivitiesOf(DurableTaskClient durable) => new(_activities, HostOf(durable), _register);

    /// <summary>Takes a fact of the edge, any number of times.</summary>
    /// <exception cref="PoisonMessageException">Nobody can ever do anything with it.</exception>
    /// <exception cref="IOException">The store does not answer: the same again later.</exception>
    public Task TakeAsync(IWorkflowHost host, Envelope fact, CancellationToken cancellation)
        => IntakeAsync(host, intake => intake.TakeAsync(fact, cancellation), cancellation);

    /// <summary>Does what an operator asks for.</summary>
    public Task<OperationAnswer> OperateAsync(IWorkflowHost host, string verb, OperationRequest asked, string by, CancellationToken cancellation)
        => IntakeAsync(host, intake => new OperationDesk(host, intake, Bus, Time).DoAsync(verb, asked, by, cancellation), cancellation);

    private async Task<T> IntakeAsync<T>(IWorkflowHost host, Func<FactIntake, Task<T>> take, CancellationToken cancellation)
    {
        var stored = new List<Signal>();
        var isWanted = false;
        var answer = await take(new FactIntake(host, Store) { Stored = stored.Add, Wanted = () => isWanted = true });
        // What is interrupted here is found by the next turn: a flip in the store, and who asked in the row.
        foreach (var signal in stored)
            await Starter.BeginAsync(host, signal, cancellation);
        if (isWanted)
        {
            Tally.TellAgain();
            await Watch.WantAllAsync(cancellation);
        }

        return answer;
    }
}
