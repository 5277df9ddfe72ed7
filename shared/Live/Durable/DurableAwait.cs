namespace Arbit.Live.Durable;

/// <summary>That an instance waits for another one, which is begun where it was not.</summary>
/// <param name="InstanceId">Which is waited for.</param>
/// <param name="Workflow">Its workflow's name.</param>
/// <param name="Input">JSON: what it is begun with.</param>
/// <param name="Waiter">The id of who waits.</param>
public sealed record DurableAwait(string InstanceId, string Workflow, string Input, string Waiter);
