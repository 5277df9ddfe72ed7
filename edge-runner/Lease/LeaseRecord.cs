namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// A lease as a store keeps it, and the rules by which it changes hands: the same for every store. A record is never deleted, for
/// its epoch must go on rising.
/// </summary>
/// <param name="Terms">Of who holds it, or held it last.</param>
/// <param name="Epoch">The highest that was ever given.</param>
/// <param name="Renewal">Counts every change, so that who watches can see that its holder lives, whatever the clocks say.</param>
/// <param name="IsReleased">It was given back: free.</param>
/// <param name="ExpiresAt">When it runs out, by the wall clock. Whoever relies on it waits as if it could be wrong.</param>
/// <param name="Owed">What its holder still has to wait for the one before; zero once it has.</param>
public sealed record LeaseRecord(LeaseTerms Terms, long Epoch, long Renewal, bool IsReleased, DateTimeOffset ExpiresAt, TimeSpan Owed)
{
    /// <summary>The next holder's record, where it may have it; else null.</summary>
    /// <param name="current">As it stands; null where the lease was never held.</param>
    /// <param name="terms">The asker's.</param>
    /// <param name="leastEpoch">The new epoch is not less.</param>
    /// <param name="isOver">Whether it was seen to run out.</param>
    /// <param name="now">The wall clock.</param>
    public static LeaseRecord? Take(LeaseRecord? current, LeaseTerms terms, long leastEpoch, bool isOver, DateTimeOffset now)
    {
        if (current is null)
            return new LeaseRecord(terms, Math.Max(leastEpoch, 1), 1, IsReleased: false, now + terms.Ttl, TimeSpan.Zero);
        var isOwn = current.Terms.Owner == terms.Owner;
        if (!isOwn && !current.IsReleased && !isOver)
            return null;
        return new LeaseRecord(terms, Math.Max(current.Epoch + 1, leastEpoch), current.Renewal + 1, IsReleased: false, now + terms.Ttl, isOwn ? current.Owed : current.OwedToNext());
    }

    public bool IsOf(LeaseTerms terms, long epoch) => !IsReleased && Epoch == epoch && Terms.Owner == terms.Owner;

    public LeaseRecord Renew(LeaseTerms terms, bool hasWaited, DateTimeOffset now)
        => this with { Terms = terms, Renewal = Renewal + 1, ExpiresAt = now + terms.Ttl, Owed = hasWaited ? TimeSpan.Zero : Owed };

    public LeaseRecord Release() => this with { IsReleased = true, Renewal = Renewal + 1 };

    /// <param name="isHolder">Whether it is the asker's.</param>
    /// <param name="remaining">What is left of it.</param>
    public LeaseAnswer Answer(bool isHolder, TimeSpan remaining)
        => new(isHolder, Terms.Owner, Epoch, IsReleased || remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining, isHolder ? Owed : TimeSpan.Zero);

    /// <summary>
    /// Who gave it back sends nothing any more, so only what it had sent may be on its way. Who let it run out may think for a whole
    /// time-to-live that it holds it: that the wall clock says otherwise proves nothing. And one that had not waited itself passes on
    /// what it was waiting for.
    /// </summary>
    private TimeSpan OwedToNext()
    {
        var own = IsReleased ? Terms.LongestSend : Terms.Ttl + Terms.LongestSend;
        return own > Owed ? own : Owed;
    }
}
