using Arbit.EdgeRunner.Workflows;
using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>What came of a run of a scenario.</summary>
/// <param name="Views">Every instance in the end, by id.</param>
/// <param name="World">The world in the end.</param>
/// <param name="Runs">The turns of each run of each instance that were stored, in their order.</param>
/// <param name="Writes">Of the journal.</param>
/// <param name="WasKilled">Whether the write at which it was to be killed was reached.</param>
internal sealed record ScenarioOutcome(
    IReadOnlyList<WorkflowView> Views,
    ScriptedWorld World,
    IReadOnlyList<(string InstanceId, IReadOnlyList<Turn> Turns)> Runs,
    int Writes,
    bool WasKilled)
{
    /// <summary>For comparing: all of it but how often it was asked.</summary>
    public string EndState => string.Join('\n', Views.Select(view => WorkflowJson.Write(view)).Concat(World.Effects).Append(World.Demand()));
}
