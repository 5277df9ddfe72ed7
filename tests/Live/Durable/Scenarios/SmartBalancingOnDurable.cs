using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Rebalancing;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class SmartBalancingOnDurable(ITestOutputHelper output) : SmartBalancingWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
