using Arbit.Tests.Workflows.Accumulation;
using Arbit.Tests.Workflows.Harness;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class SeatsOnDurable(ITestOutputHelper output) : SeatsWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
