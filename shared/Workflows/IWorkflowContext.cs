namespace Arbit.Workflows;

/// <summary>
/// All that a workflow may touch. Its code runs again from the beginning after every interruption, so whatever is not in here (clock,
/// chance, I/O, threads, configuration, the order of a hash table) is forbidden in it; configuration arrives as input. Nothing is in
/// here that Durable Functions could not honour exactly.
/// </summary>
public interface IWorkflowContext
{
    /// <summary>The business key that the instance was started under (<c>mode-flip-17</c>, <c>sweep-2026-11</c>).</summary>
    string InstanceId { get; }

    /// <summary>The version of the workflow that this instance began with: it finishes under that one.</summary>
    int Version { get; }

    /// <summary>The time of the event that is being worked on, the same in every replay.</summary>
    DateTimeOffset Now { get; }

    /// <summary>True while what happened before is gone through again: for telling things once only.</summary>
    bool IsReplaying { get; }

    /// <summary>An id that is the same in every replay and in no other instance.</summary>
    Guid NewId();

    /// <summary>
    /// Has something done in the world. It runs at least once: the activity is idempotent under its <see cref="ActivityCall.Key"/>.
    /// </summary>
    /// <exception cref="ActivityFailedException">It failed for good: refused, or out of retries.</exception>
    Task<TOut> CallAsync<TIn, TOut>(Activity<TIn, TOut> activity, TIn input, RetryPolicy? retry = null);

    /// <summary>Runs another workflow under an id of its own and waits for its result; where one of that id has begun already, for that one's.</summary>
    /// <exception cref="WorkflowFailedException">It ended with a failure.</exception>
    Task<TOut> RunAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string instanceId, TIn input);

    /// <summary>Waits until a time; at once where it has passed.</summary>
    Task SleepUntilAsync(DateTimeOffset time);

    /// <summary>
    /// Waits for an event of a name, at most so long. Events that came before anybody waited are kept, and each is handed out once, in
    /// the order of arrival.
    /// </summary>
    Task<Received<T>> WaitAsync<T>(string name, TimeSpan atMost);

    /// <summary>What a person sees of it: small, replaced each time.</summary>
    void SetStatus(WorkflowStatus status);

    /// <summary>
    /// Ends this run of the instance and begins the next one with a new input and an empty history; events not yet taken go along.
    /// Nothing may follow it but the return.
    /// </summary>
    void ContinueAsNew<TIn>(TIn input);
}
