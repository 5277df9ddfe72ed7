namespace Arbit.Workflows.Register;

/// <summary>That an id was begun, and with what.</summary>
/// <param name="InstanceId">The id.</param>
/// <param name="Workflow">Its name.</param>
/// <param name="Version">What it began with.</param>
/// <param name="Input">JSON.</param>
/// <param name="BegunAt">When.</param>
/// <param name="IsHandedOver">Whoever runs workflows has taken it.</param>
public sealed record RegisteredStart(string InstanceId, string Workflow, int Version, string Input, DateTimeOffset BegunAt, bool IsHandedOver);
