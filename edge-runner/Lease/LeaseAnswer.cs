namespace Arbit.EdgeRunner.Lease;

/// <summary>What a store answers whoever asks for a lease.</summary>
/// <param name="IsHolder">The asker holds it.</param>
/// <param name="Holder">Who does; of a lease that is free, who did last.</param>
/// <param name="Epoch">The holder's fencing number: higher with every new holder, and after every restart of one.</param>
/// <param name="Remaining">After this the lease is free unless it is renewed. At most: a store that cannot tell says the whole time-to-live.</param>
/// <param name="Wait">
/// Of a lease just taken: how long its holder has to wait before it may settle or send anything. Until then something that the
/// one before had sent could still arrive.
/// </param>
public sealed record LeaseAnswer(bool IsHolder, string Holder, long Epoch, TimeSpan Remaining, TimeSpan Wait);
