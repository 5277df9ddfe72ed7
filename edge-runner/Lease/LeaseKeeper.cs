using System.Globalization;
using Arbit.EdgeRunner.Journal;

namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// Takes a lease and keeps it renewed, in the background, until it is told to give it back. The engine asks it how things stand;
/// it never calls the engine.
/// </summary>
public sealed class LeaseKeeper : IAsyncDisposable
{
    private const int RenewalsPerTtl = 3;
    private const int ExpiringShare = 4;
    private static readonly TimeSpan AskAgainEvery = TimeSpan.FromSeconds(1);

    private readonly ILeaseStore _store;
    private readonly string _name;
    private readonly LeaseTerms _terms;
    private readonly LeaseGuard _guard;
    private readonly TimeProvider _time;
    private readonly Func<long> _leastEpoch;
    private readonly Action<long> _fence;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private LeaseAnswer? _last;
    private LeaseChange? _told;
    private string? _problem;
    private long _answeredAt;

    /// <param name="store">Where the lease is.</param>
    /// <param name="name">Which one.</param>
    /// <param name="terms">Who takes it, and for how long.</param>
    /// <param name="guard">Told of every renewal.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="leastEpoch">A number above all that this data directory has ever used.</param>
    /// <param name="fence">
    /// Told of each new epoch before anything is numbered with it: kept durably, so that it is not given again even where the store is
    /// lost or another one is configured.
    /// </param>
    public LeaseKeeper(ILeaseStore store, string name, LeaseTerms terms, LeaseGuard guard, TimeProvider time, Func<long> leastEpoch, Action<long> fence)
    {
        (_store, _name, _terms, _guard, _time, _leastEpoch, _fence) = (store, name, terms, guard, time, leastEpoch, fence);
        RenewEvery = terms.Ttl / RenewalsPerTtl;
    }

    public TimeSpan RenewEvery { get; }

    /// <summary>Why the store could not be asked; null where it could. Any thread.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    /// <summary>Who has it, as was last heard; null before that. Any thread.</summary>
    public LeaseAnswer? Last => Volatile.Read(ref _last);

    /// <summary>What is left of another's lease. Any thread.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = (Last?.Remaining ?? TimeSpan.Zero) - _time.GetElapsedTime(Volatile.Read(ref _answeredAt));
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>How things stood when that was last taken. The engine's thread only.</summary>
    public LeaseChange Told => _told ?? default;

    /// <summary>Since when it may send, or may not. The engine's thread only.</summary>
    public DateTimeOffset Since { get; private set; }

    public void Start() => _running = RunAsync();

    /// <summary>How this process stands to the lease, where that is news. The engine's thread only.</summary>
    public bool TryTakeChange(out LeaseChange change)
    {
        change = Now();
        if (change == _told)
            return false;
        if (_told is null || CanSend(change) != CanSend(Told))
            Since = _time.GetUtcNow();
        _told = change;
        return true;
    }

    /// <summary>Stops renewing and gives the lease back: to be called once nothing is sent any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var epoch = _guard.Epoch;
        _guard.End();
        if (epoch != 0)
            await ReleaseAsync(epoch).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static bool CanSend(LeaseChange change) => change.Standing is LeaseStanding.Held or LeaseStanding.Expiring;

    private LeaseChange Now()
    {
        var epoch = _guard.Epoch;
        if (epoch != 0 && _guard.Allows(epoch))
            return new LeaseChange(_guard.Remaining * ExpiringShare < _guard.Validity ? LeaseStanding.Expiring : LeaseStanding.Held, epoch, _terms.Owner);
        var holder = Last?.Holder ?? "";
        var wasHeld = _told is { Standing: not LeaseStanding.Waiting };
        return wasHeld && (holder == _terms.Owner || holder.Length == 0)
            ? new LeaseChange(LeaseStanding.Lost, 0, "")
            : new LeaseChange(LeaseStanding.Waiting, 0, holder);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await AskAsync().ConfigureAwait(false);
            var isWell = _guard.Epoch != 0 && Problem is null;
            await Task.Delay(isWell || RenewEvery < AskAgainEvery ? RenewEvery : AskAgainEvery, _time, _stopping.Token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Asks once: takes the lease, or renews it. A store that does not answer is asked again at the next turn; meanwhile the guard runs
    /// down by itself. Never two at once.
    /// </summary>
    public async Task AskAsync()
    {
        using var late = new CancellationTokenSource(RenewEvery, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stopping.Token);
        try
        {
            if (_guard.Epoch == 0)
                await AcquireAsync(either.Token).ConfigureAwait(false);
            else
                await RenewAsync(either.Token).ConfigureAwait(false);
            Volatile.Write(ref _problem, null);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            Volatile.Write(ref _problem, string.Create(CultureInfo.InvariantCulture, $"The lease store did not answer within {RenewEvery.TotalSeconds:0.#} s."));
        }
        catch (Exception e) when (e is LeaseStoreException or IOException or UnauthorizedAccessException or DamagedEpochException)
        {
            Volatile.Write(ref _problem, e.Message);
        }
    }

    // An answer that comes after the question was given up is not heard: the next question's is.
    private async Task AcquireAsync(CancellationToken cancellation)
    {
        var askedAt = LeaseInstant.Now(_time);
        var answer = await _store.AcquireAsync(_name, _terms, _leastEpoch(), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        if (answer.IsHolder)
        {
            _fence(answer.Epoch);
            _guard.Take(answer.Epoch, askedAt, answer.Wait);
        }

        Hear(answer);
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        var askedAt = LeaseInstant.Now(_time);
        var answer = await _store.RenewAsync(_name, _terms, _guard.Epoch, _guard.HasWaited(), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        if (answer.IsHolder)
            _guard.Renew(askedAt);
        else
            _guard.End();
        Hear(answer);
    }

    private async Task ReleaseAsync(long epoch)
    {
        using var late = new CancellationTokenSource(RenewEvery, _time);
        try
        {
            await _store.ReleaseAsync(_name, _terms, epoch, late.Token).WaitAsync(late.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LeaseStoreException or OperationCanceledException)
        {
            // Then it runs out by itself, and whoever comes next waits longer.
        }
    }

    private void Hear(LeaseAnswer answer)
    {
        Volatile.Write(ref _answeredAt, _time.GetTimestamp());
        Volatile.Write(ref _last, answer);
    }
}
