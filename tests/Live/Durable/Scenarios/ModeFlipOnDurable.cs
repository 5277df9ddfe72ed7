using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Modes;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class ModeFlipOnDurable(ITestOutputHelper output) : ModeFlipWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
