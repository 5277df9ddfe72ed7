using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Rebalancing;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class RebalancingOnDurable(ITestOutputHelper output) : RebalancingWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
