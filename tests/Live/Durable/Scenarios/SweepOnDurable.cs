using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Sweeps;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class SweepOnDurable(ITestOutputHelper output) : SweepWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
