namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// Where leases are kept, one holder a name. It needs no more than a blob lease offers: exclusive taking under an id that the
/// owner chooses, renewal that fails once another has taken it, and a few words kept beside it that only its holder may change.
/// Any thread.
/// </summary>
public interface ILeaseStore
{
    /// <summary>
    /// Takes the lease where it is free, has run out, or is the asker's own from before a restart. Its epoch is then higher than
    /// any that this store has given for the name, and not less than <paramref name="leastEpoch"/>.
    /// </summary>
    /// <exception cref="LeaseStoreException">The store cannot be asked; whether the lease was taken is not known.</exception>
    Task<LeaseAnswer> AcquireAsync(string name, LeaseTerms terms, long leastEpoch, CancellationToken cancellation);

    /// <summary>Renews for another time-to-live. Possible after it has run out too, as long as nobody else has taken it since.</summary>
    /// <param name="name">Which lease.</param>
    /// <param name="terms">Whose.</param>
    /// <param name="epoch">As it was answered when the lease was taken.</param>
    /// <param name="hasWaited">The wait that came with it is over: whoever comes next need not wait for the one before.</param>
    /// <param name="cancellation">Gives the question up.</param>
    /// <exception cref="LeaseStoreException">The store cannot be asked; whether it was renewed is not known.</exception>
    Task<LeaseAnswer> RenewAsync(string name, LeaseTerms terms, long epoch, bool hasWaited, CancellationToken cancellation);

    /// <summary>Gives it back; nothing where another has it by now.</summary>
    /// <exception cref="LeaseStoreException">The store cannot be asked; the lease runs out by itself.</exception>
    Task ReleaseAsync(string name, LeaseTerms terms, long epoch, CancellationToken cancellation);
}
