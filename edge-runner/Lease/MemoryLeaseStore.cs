namespace Arbit.EdgeRunner.Lease;

/// <summary>Leases of one process's memory: for simulations and tests. Several holders share one.</summary>
public sealed class MemoryLeaseStore(TimeProvider time) : ILeaseStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (LeaseRecord Record, LeaseWatch Watch)> _leases = new(StringComparer.Ordinal);

    public Task<LeaseAnswer> AcquireAsync(string name, LeaseTerms terms, long leastEpoch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var (current, watch) = _leases.TryGetValue(name, out var known) ? (known.Record, known.Watch) : (null, new LeaseWatch(time));
            var isOver = current is not null && watch.Remaining(current) <= TimeSpan.Zero;
            var taken = LeaseRecord.Take(current, terms, leastEpoch, isOver, time.GetUtcNow());
            var next = taken ?? current!;
            _leases[name] = (next, watch);
            return Task.FromResult(next.Answer(taken is not null, watch.Remaining(next)));
        }
    }

    public Task<LeaseAnswer> RenewAsync(string name, LeaseTerms terms, long epoch, bool hasWaited, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_leases.TryGetValue(name, out var known))
                throw new LeaseStoreException($"The lease {name} was never taken.");
            var isHolder = known.Record.IsOf(terms, epoch);
            var next = isHolder ? known.Record.Renew(terms, hasWaited, time.GetUtcNow()) : known.Record;
            _leases[name] = (next, known.Watch);
            return Task.FromResult(next.Answer(isHolder, known.Watch.Remaining(next)));
        }
    }

    public Task ReleaseAsync(string name, LeaseTerms terms, long epoch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(name, out var known) && known.Record.IsOf(terms, epoch))
                _leases[name] = (known.Record.Release(), known.Watch);
            return Task.CompletedTask;
        }
    }
}
