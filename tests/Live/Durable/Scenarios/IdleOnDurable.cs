using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Idle;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class IdleOnDurable(ITestOutputHelper output) : IdleWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
