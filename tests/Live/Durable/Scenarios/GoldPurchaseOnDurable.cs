using Arbit.Tests.Workflows.Gold;
using Arbit.Tests.Workflows.Harness;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class GoldPurchaseOnDurable(ITestOutputHelper output) : GoldPurchaseWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
