using Arbit.EdgeRunner.Configuration;

namespace Arbit.EdgeRunner.Run;

/// <summary>How a run was asked for.</summary>
/// <param name="Settings">What is configured.</param>
/// <param name="RecordTo">A folder that every input is recorded in; null for none.</param>
public sealed record RunOptions(ArbitSettings Settings, string? RecordTo)
{
    /// <summary>What it stands on; null for its own process and disk.</summary>
    public RunHome? Home { get; init; }
}
