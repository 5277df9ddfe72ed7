using Arbit.Tests.Workflows.Conversions;
using Arbit.Tests.Workflows.Harness;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class ConversionOnDurable(ITestOutputHelper output) : ConversionWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
