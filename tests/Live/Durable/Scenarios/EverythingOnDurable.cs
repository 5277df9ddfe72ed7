using Arbit.Tests.Workflows.Harness;
using Arbit.Workflows;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Durable.Scenarios;

/// <summary>The scenarios that the workflow proof is proved by.</summary>
public sealed class EverythingOnDurable(ITestOutputHelper output)
{
    [Fact]
    public async Task A_workflow_with_everything_in_it_does_the_same()
        => Assert.Equal(10, (await DurableDifferential.CheckAsync(WorkflowProofTests.Whole(), "whole", output)).Keys);

    [Fact]
    public async Task A_silence_runs_out_the_same()
        => Assert.Equal(1, (await DurableDifferential.CheckAsync(WorkflowProofTests.Silence(), "silence", output)).Keys);

    [Fact]
    public async Task A_failure_is_the_same_end()
    {
        var figures = await DurableDifferential.CheckAsync(WorkflowProofTests.Failure(), "failure", output);
        Assert.Equal(WorkflowState.Failed, Assert.Single(figures.Views).State);
    }
}
