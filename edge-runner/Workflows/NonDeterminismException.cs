namespace Arbit.EdgeRunner.Workflows;

/// <summary>A workflow's code no longer decides what its history says that it decided.</summary>
public sealed class NonDeterminismException(string what) : Exception(what);
