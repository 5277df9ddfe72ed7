using Arbit.Accounts;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.EdgeRunner.Workflows;
using Arbit.Messages;
using Arbit.Slow.Activities;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Slow;

/// <summary>A slow side with its files in a directory: in the edge's process, or in one beside it. One a directory.</summary>
public sealed class SlowHome : IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly SqliteStateStore _store;
    private readonly GroupedInserts _signals;

    private SlowHome(FileStream held, SqliteStateStore store, GroupedInserts signals, AlertBoard alerts, SlowSide side)
        => (_lock, _store, _signals, Alerts, Side) = (held, store, signals, alerts, side);

    public SlowSide Side { get; }

    public AlertBoard Alerts { get; }

    /// <param name="settings">What is configured.</param>
    /// <param name="directory">Where its files are.</param>
    /// <param name="bus">To the edge.</param>
    /// <param name="accounts">One a venue.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="DataDirectoryInUseException">Another slow side runs on the same directory.</exception>
    /// <exception cref="IOException">A file cannot be opened, or is of another version.</exception>
    public static SlowHome Open(ArbitSettings settings, string directory, IEventBus bus, IReadOnlyList<IVenueFunding> accounts, TimeProvider time)
    {
        var held = ExclusiveFile.Open(Path.Combine(directory, "slow.lock"));
        try
        {
            var store = new SqliteStateStore(Path.Combine(directory, "slow.db"));
            var signals = new GroupedInserts(store);
            var alerts = new AlertBoard(Console.Out);
            var activities = new SlowActivities
            {
                Bus = bus,
                Store = store,
                SignalStore = signals,
                Accounts = accounts,
                Addresses = PaperAddresses.BookOf(settings),
                Alerts = alerts,
                Settings = () => settings.Slow.Workflows,
                InitialMode = settings.Engine.InitialMode,
                Time = time,
            };
            var host = new WorkflowHostOptions { DatabasePath = Path.Combine(directory, "workflows.db") };
            return new SlowHome(held, store, signals, alerts, new SlowSide(host, activities, settings.Slow.Signals));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Side.DisposeAsync();
        await _signals.DisposeAsync();
        _store.Dispose();
        await _lock.DisposeAsync();
    }
}
