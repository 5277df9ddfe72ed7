using Arbit.Workflows;

namespace Arbit.Tests.Workflows;

/// <summary>The embedded host by the clock, activities beside each other.</summary>
public sealed class ClockHostTests : SteppedHostTests
{
    protected override IWorkflowHost Open(WorkflowTable workflows, ActivityTable activities)
    {
        var host = base.Open(workflows, activities);
        Embedded.Run();
        return host;
    }

    protected override Task SettleAsync() => Embedded.WhenIdleAsync();
}
