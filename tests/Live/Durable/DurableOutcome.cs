using Arbit.Tests.Workflows.Harness;
using Arbit.Workflows;

namespace Arbit.Tests.Live.Durable;

/// <summary>What came of a run of a scenario on Durable.</summary>
/// <param name="Views">Every instance in the end, by id.</param>
/// <param name="World">The world in the end.</param>
/// <param name="Turns">The status at the end of each turn, JSON.</param>
internal sealed record DurableOutcome(IReadOnlyList<WorkflowView> Views, ScriptedWorld World, IReadOnlyList<(string InstanceId, string? Status)> Turns);
