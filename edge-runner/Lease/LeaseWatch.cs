namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// Says whether a lease has run out: by the wall clock, or because it was not renewed for its time-to-live on this process's own
/// monotonic clock, so that a clock set back cannot keep a dead holder's lease alive.
/// </summary>
internal sealed class LeaseWatch(TimeProvider time)
{
    private (long Epoch, long Renewal) _seen;
    private long _seenAt;

    /// <summary>What is left of it; zero or less where it has run out.</summary>
    public TimeSpan Remaining(LeaseRecord record)
    {
        if (_seen != (record.Epoch, record.Renewal))
        {
            _seen = (record.Epoch, record.Renewal);
            _seenAt = time.GetTimestamp();
        }

        var byWall = record.ExpiresAt - time.GetUtcNow();
        var byRenewals = record.Terms.Ttl - time.GetElapsedTime(_seenAt);
        return byWall < byRenewals ? byWall : byRenewals;
    }
}
