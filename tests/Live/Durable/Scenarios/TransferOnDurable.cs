using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Transfers;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class TransferOnDurable(ITestOutputHelper output) : TransferWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
