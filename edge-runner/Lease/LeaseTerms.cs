namespace Arbit.EdgeRunner.Lease;

/// <summary>What a holder says of itself when it takes a lease; kept with it, for whoever comes next.</summary>
/// <param name="Owner">Who: the same after a restart on the same data directory, and never shared by two processes that can run at once.</param>
/// <param name="Ttl">How long the lease stands without being renewed. A blob lease allows 15 to 60 seconds.</param>
/// <param name="LongestSend">From the check of the lease to the last moment that what was sent can reach a venue.</param>
public sealed record LeaseTerms(string Owner, TimeSpan Ttl, TimeSpan LongestSend);
