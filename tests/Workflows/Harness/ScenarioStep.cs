using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>What happens next in a scenario: timers fall due, or somebody says something.</summary>
/// <param name="At">When; the clock may stand later already.</param>
/// <param name="RaiseAsync">Says it; null for timers.</param>
/// <param name="Arrived">Called once it is kept.</param>
internal sealed record ScenarioStep(DateTimeOffset At, Func<IWorkflowHost, Task>? RaiseAsync, Action? Arrived);
