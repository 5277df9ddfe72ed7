using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.EdgeRunner.Lease;
using Arbit.Messages;
using Arbit.State;

namespace Arbit.EdgeRunner.Run;

/// <summary>What a run stands on beside its engine: the bus, and where the lease on trading is. Here all of it is its own, on its disk.</summary>
public class RunHome : IAsyncDisposable
{
    private InProcessBus? _bus;

    /// <summary>The bus where it is in this process, so that others can be let in to it; else null.</summary>
    public InProcessBus? OwnBus => _bus;

    /// <summary>What a person is told at the start, a line each.</summary>
    public virtual IEnumerable<string> Remarks => [];

    /// <summary>What keeps messages from coming or going, for a person; empty while all is well. Any thread.</summary>
    public virtual IEnumerable<string> Problems => [];

    /// <summary>The only place where the two builds part: the live one stands on Azure where it is told to.</summary>
    public static RunHome Of(TimeProvider time)
#if LIVE
        => Live.LiveHome.Configured(time) ?? new RunHome();
#else
        => new();
#endif

    /// <summary>Settings that are kept elsewhere, by their names; read before any other.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public virtual Task<IReadOnlyDictionary<string, string?>> SecretsAsync(CancellationToken cancellation)
        => Task.FromResult<IReadOnlyDictionary<string, string?>>(new Dictionary<string, string?>(StringComparer.Ordinal));

    /// <summary>Where the journal's records go as they happen, so that they outlive this disk; null where nothing does.</summary>
    public virtual IStateStore? Facts => null;

    /// <summary>How much of them waits there, and is read by a start on an empty disk.</summary>
    public virtual CopyLimits FactLimits => CopyLimits.Usual;

    /// <summary>Whether the slow side runs in this process.</summary>
    public virtual bool HasSlowSide(ArbitOptions options) => options.Slow.Enabled;

    /// <param name="options">What is configured.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="time">Its clock.</param>
    public virtual ILeaseStore Leases(LeaseOptions options, string data, TimeProvider time)
        => new FileLeaseStore(options.Path.Length == 0 ? Path.Combine(data, "lease") : Path.GetFullPath(options.Path), time);

    /// <summary>Carries messages from <see cref="Start"/> on.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="guard">Of the lease: commands are for its holder.</param>
    /// <param name="time">Its clock.</param>
    public virtual IEventBus OpenBus(string data, LeaseGuard guard, TimeProvider time)
        => _bus = new InProcessBus(new SqliteBusStore(Path.Combine(data, "bus.db"), time), time, BusFaults.Usual);

    public virtual void Start() => _bus?.Start();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_bus is not null)
            await _bus.DisposeAsync();
    }
}
