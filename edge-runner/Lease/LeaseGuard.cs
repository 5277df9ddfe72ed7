namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// Whether something may be sent now. Venues cannot fence, so this is asked before each send: the lease counts from before the
/// request that renewed it was sent, and ends a margin early, so that what is sent at the last moment has arrived or is dead
/// before the store can give the lease to another. One writer; any thread may ask.
/// </summary>
/// <param name="time">Its clock.</param>
/// <param name="ttl">For which the store keeps it.</param>
/// <param name="margin">At least the longest send.</param>
public sealed class LeaseGuard(TimeProvider time, TimeSpan ttl, TimeSpan margin)
{
    private Term? _term;

    /// <summary>For how long after a renewal it is valid.</summary>
    public TimeSpan Validity { get; } = ttl - margin;

    /// <summary>The lease's number; 0 where none is held.</summary>
    public long Epoch => Volatile.Read(ref _term)?.Epoch ?? 0;

    /// <summary>Until it ends unless it is renewed; zero where it has.</summary>
    public TimeSpan Remaining => Left(Volatile.Read(ref _term));

    /// <summary>Something of this epoch may be sent now: the lease is held, and what its last holder sent was waited out.</summary>
    public bool Allows(long epoch)
    {
        var term = Volatile.Read(ref _term);
        return term is not null && term.Epoch == epoch && Left(term) > TimeSpan.Zero && HasWaited(term);
    }

    /// <summary>The wait that the lease came with is over, on the monotonic clock alone: a jump does not shorten it.</summary>
    public bool HasWaited() => Volatile.Read(ref _term) is { } term && HasWaited(term);

    /// <summary>What of that wait is left.</summary>
    public TimeSpan ToWait => Volatile.Read(ref _term) is { } term && !HasWaited(term) ? term.Wait - time.GetElapsedTime(term.TakenAt) : TimeSpan.Zero;

    /// <summary>It was taken, by a request sent then; the answer has just come, and the wait counts from now.</summary>
    public void Take(long epoch, LeaseInstant askedAt, TimeSpan wait)
        => Volatile.Write(ref _term, new Term(epoch, askedAt, time.GetTimestamp(), wait));

    /// <summary>It was renewed, by a request sent then.</summary>
    public void Renew(LeaseInstant askedAt)
    {
        if (_term is { } term && askedAt.Timestamp > term.AskedAt.Timestamp)
            Volatile.Write(ref _term, term with { AskedAt = askedAt });
    }

    /// <summary>It is held no more.</summary>
    public void End() => Volatile.Write(ref _term, null);

    private bool HasWaited(Term term) => time.GetElapsedTime(term.TakenAt) >= term.Wait;

    private TimeSpan Left(Term? term)
    {
        var left = term is null ? TimeSpan.Zero : Validity - term.AskedAt.Elapsed(time);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private sealed record Term(long Epoch, LeaseInstant AskedAt, long TakenAt, TimeSpan Wait);
}
