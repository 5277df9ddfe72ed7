using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Page.State;

namespace Arbit.EdgeRunner.Run;

/// <summary>
/// A run's lease on trading. Orders are numbered with the lease's epoch, which is above everything that the store has given, and so
/// never shared by two processes on one store, whatever directories they run on and however often they start; above everything that
/// this directory was ever given, by whichever store; and not below the seconds since 2026, so that neither a store that was
/// lost, nor one that is shared from today on, nor a new directory for a lost one, begins again among numbers that were used.
/// </summary>
public sealed class TradingLease : IAsyncDisposable
{
    private const string Name = "trading";

    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly LeaseGuard _guard;

    /// <param name="store">Where the lease is.</param>
    /// <param name="options">For how long it stands.</param>
    /// <param name="data">The data directory; locked by now.</param>
    /// <param name="epoch">The run's own, just raised: nothing was ever numbered with it.</param>
    /// <param name="gateway">Where orders go while it is held.</param>
    /// <param name="time">Its clock.</param>
    public TradingLease(ILeaseStore store, LeaseOptions options, string data, long epoch, IOrderGateway gateway, TimeProvider time)
    {
        var margin = TimeSpan.FromSeconds(options.MarginSeconds);
        var terms = new LeaseTerms(LeaseOwner.Of(data), TimeSpan.FromSeconds(options.TtlSeconds), margin);
        var journal = Path.Combine(data, "journal");
        _guard = new LeaseGuard(time, terms.Ttl, margin);
        Keeper = new LeaseKeeper(store, Name, terms, _guard, time, LeastEpoch, taken => RunEpoch.RememberLeased(journal, taken));
        Gateway = new LeasedGateway(gateway, _guard, Keeper);

        long LeastEpoch() => LeastEpochOf(journal, epoch, time);
    }

    /// <summary>Whether it is held now; any thread may ask.</summary>
    public LeaseGuard Guard => _guard;

    public LeaseKeeper Keeper { get; }

    public LeasedGateway Gateway { get; }

    /// <summary>For the page; on the engine's thread.</summary>
    public LeaseView View(DateTimeOffset now)
    {
        var (standing, epoch, holder) = Keeper.Told;
        var isOwn = _guard.Epoch != 0;
        return new LeaseView
        {
            State = standing switch
            {
                LeaseStanding.Held => LeaseStateView.Held,
                LeaseStanding.Expiring => LeaseStateView.Expiring,
                _ when isOwn && _guard.ToWait > TimeSpan.Zero => LeaseStateView.Settling,
                LeaseStanding.Lost => LeaseStateView.Lost,
                _ => LeaseStateView.Watching,
            },
            Holder = holder is { Length: > 0 } ? holder : null,
            Epoch = epoch != 0 ? epoch : Keeper.Last?.Epoch ?? 0,
            Since = Keeper.Since,
            Until = standing is LeaseStanding.Held or LeaseStanding.Expiring or LeaseStanding.Lost ? null : now + (isOwn ? _guard.ToWait : Keeper.Remaining),
            Problem = Keeper.Problem,
        };
    }

    /// <summary>What the next epoch is at least.</summary>
    /// <param name="journal">The directory that remembers what was given.</param>
    /// <param name="epoch">The run's own.</param>
    /// <param name="time">The clock.</param>
    public static long LeastEpochOf(string journal, long epoch, TimeProvider time)
        => Math.Max(Math.Max(epoch, RunEpoch.Leased(journal) + 1), (time.GetUtcNow() - Beginning).Ticks / TimeSpan.TicksPerSecond);

    public ValueTask DisposeAsync() => Keeper.DisposeAsync();
}
