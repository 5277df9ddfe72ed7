namespace Arbit.Messages;

/// <summary>
/// Carries messages at least once: duplicates, delay, and disorder between keys are ordinary. One contract suite runs against every
/// implementation.
/// </summary>
public interface IEventBus
{
    /// <summary>The bus has it when this returns.</summary>
    /// <exception cref="IOException">It has not, or nobody knows: send the same message again.</exception>
    Task SendAsync(Hub hub, Envelope message, CancellationToken cancellation);

    /// <summary>
    /// Hands messages over one at a time per key, from where this group last got to. A handler that throws
    /// <see cref="PoisonMessageException"/> has the message put aside at once; one that throws anything else is tried again a few
    /// times, then it is put aside too. The place is kept after the effect, never before it.
    /// </summary>
    /// <param name="hub">Where.</param>
    /// <param name="group">One a consumer; two with the same name share the work.</param>
    /// <param name="handle">Tolerates the same message twice.</param>
    IAsyncDisposable Subscribe(Hub hub, string group, Func<Envelope, CancellationToken, Task> handle);
}
