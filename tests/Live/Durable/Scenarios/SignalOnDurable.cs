using Arbit.Tests.Workflows.Harness;
using Arbit.Tests.Workflows.Signals;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class SignalOnDurable(ITestOutputHelper output) : SignalWorkflowTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
