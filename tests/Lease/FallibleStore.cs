using Arbit.EdgeRunner.Lease;

namespace Arbit.Tests.Lease;

/// <summary>A store that can be out of reach, or never answer.</summary>
internal sealed class FallibleStore(ILeaseStore store) : ILeaseStore
{
    public bool IsUnreachable { get; set; }

    public bool IsStuck { get; set; }

    public Task<LeaseAnswer> AcquireAsync(string name, LeaseTerms terms, long leastEpoch, CancellationToken cancellation)
        => Ask(() => store.AcquireAsync(name, terms, leastEpoch, cancellation));

    public Task<LeaseAnswer> RenewAsync(string name, LeaseTerms terms, long epoch, bool hasWaited, CancellationToken cancellation)
        => Ask(() => store.RenewAsync(name, terms, epoch, hasWaited, cancellation));

    public Task ReleaseAsync(string name, LeaseTerms terms, long epoch, CancellationToken cancellation)
        => IsUnreachable ? throw new LeaseStoreException("out of reach") : store.ReleaseAsync(name, terms, epoch, cancellation);

    private Task<LeaseAnswer> Ask(Func<Task<LeaseAnswer>> question)
    {
        if (IsUnreachable)
            throw new LeaseStoreException("out of reach");
        return IsStuck ? new TaskCompletionSource<LeaseAnswer>().Task : question();
    }
}
