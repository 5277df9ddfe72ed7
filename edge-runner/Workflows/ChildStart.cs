namespace Arbit.EdgeRunner.Workflows;

/// <summary>Which sub-workflow is waited for.</summary>
/// <param name="InstanceId">Begun under this id, or found there.</param>
/// <param name="Input">JSON.</param>
public sealed record ChildStart(string InstanceId, string Input);
