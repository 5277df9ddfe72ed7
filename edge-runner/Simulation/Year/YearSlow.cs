using System.Net;
using Arbit.Accounts;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Slow;
using Arbit.EdgeRunner.State;
using Arbit.EdgeRunner.Workflows;
using Arbit.Messages;
using Arbit.Signals;
using Arbit.Slow;
using Arbit.Slow.Activities;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>The slow side in told time: the real one, one process after another over the same store and the same workflow journal.</summary>
internal sealed class YearSlow : IDisposable
{
    private readonly SlowCrashes _crashes = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "arbit-year-" + Path.GetRandomFileName());
    private readonly SqliteStateStore _store = new(SqliteFile.InMemory, SqliteSafety.Nothing);
    private readonly SlowActivities _activities;
    private readonly SignalIntake _intake;
    private SlowSide? _side;

    public YearSlow(YearPlan plan, ToldTime time, IEventBus bus, SimulatedFunding funding, FundingPlan fundingPlan)
    {
        Accounts = [.. plan.Settings.Venues.Select(venue => new YearAccount(
            new SimulatedVenueFunding(funding, venue.Definition.Venue, new Lock(), [.. plan.Universe.Where(item => item.Venue == venue.Definition.Name).Select(item => Money.Symbol.Parse(item.Symbol))]),
            _crashes))];
        var targets = new YearTargets(plan);
        _activities = new SlowActivities
        {
            Bus = bus,
            Store = new CrashingStore(_store, _crashes),
            SignalStore = _store,
            Accounts = [.. Accounts.Cast<IVenueFunding>()],
            Addresses = YearFunding.AddressesOf(fundingPlan),
            Alerts = Alerts,
            Settings = () => targets.At(time.GetUtcNow()) is { } weights ? plan.Settings.Slow.Workflows with { AccountWeights = weights } : plan.Settings.Slow.Workflows,
            InitialMode = plan.Settings.Engine.InitialMode,
            Time = time,
        };

        // While the process is down the door is open: it needs the store alone.
        _intake = new SignalIntake(YearSignals.Settings, _store, time);
    }

    public IReadOnlyList<YearAccount> Accounts { get; }

    public AlertBoard Alerts { get; } = new(TextWriter.Null);

    public IStateStore Store => _store;

    public bool IsUp => _side is not null;

    /// <summary>It has died somewhere inside, and nobody has cleared up yet.</summary>
    public bool IsDying => IsUp && _crashes.IsDead;

    /// <summary>Processes begun.</summary>
    public int Lives { get; private set; }

    public bool IsCrashArmed => _crashes.IsArmed;

    public IWorkflowHost? Host => _side?.Host;

    public IReadOnlyList<string> Problems => _side?.Problems ?? [];

    public DateTimeOffset? NextDue => _side?.NextDue;

    /// <summary>As at a real start, over what the last process left.</summary>
    public void Start()
    {
        _crashes.Revive();
        Lives++;
        var options = new WorkflowHostOptions
        {
            DatabasePath = Path.Combine(_folder, "workflows.db"),
            Safety = SqliteSafety.Nothing,
            OnMoment = _ => _crashes.Reach("around a commit"),
        };
        _side = new SlowSide(options, SlowWorkflows.Table(), _activities, YearSignals.Settings, YearTimetable.All);
        _side.Open();
    }

    /// <summary>The process ends without a word: nothing that is not stored is known any more.</summary>
    public async Task DieAsync()
    {
        if (_side is null)
            return;
        _crashes.Kill();
        await _side.DisposeAsync();
        _side = null;
    }

    /// <summary>Dies at one of the next points where it stores, sends or commits.</summary>
    public void ArmCrash(int points) => _crashes.Arm(points);

    /// <summary>Does everything that is due by now.</summary>
    /// <exception cref="Runs.SimulatedCrashException">It dies here.</exception>
    public async Task RunAsync()
    {
        if (_side is not null)
            await _side.RunUntilIdleAsync(CancellationToken.None);
    }

    public Task<IntakeAnswer> PostAsync(byte[] body, IPAddress from) => (_side?.Intake ?? _intake).TakeAsync(body, from, CancellationToken.None);

    public void Dispose()
    {
        _store.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
