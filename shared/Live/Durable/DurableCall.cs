namespace Arbit.Live.Durable;

/// <summary>One attempt at a call of an activity.</summary>
/// <param name="InstanceId">Who calls.</param>
/// <param name="Activity">Its name.</param>
/// <param name="Step">Which call of the instance, counted from one through all its runs.</param>
/// <param name="Attempt">Counted from one.</param>
/// <param name="Input">JSON.</param>
public sealed record DurableCall(string InstanceId, string Activity, int Step, int Attempt, string Input);
