using Arbit.Tests.Lessons;
using Arbit.Tests.Workflows.Harness;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

public sealed class L32_SignalsAppliedOnceOnDurable(ITestOutputHelper output) : L32_SignalsAppliedOnceTests(output)
{
    protected override Task<ProofFigures> CheckAsync(Scenario scenario, string name, ITestOutputHelper output) => DurableDifferential.CheckAsync(scenario, name, output);
}
