using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Workflows;
using Arbit.Tests.Support;
using Arbit.Workflows;

namespace Arbit.Tests.Workflows;

/// <summary>The embedded host in told time.</summary>
public class SteppedHostTests : WorkflowHostContract, IAsyncDisposable
{
    private EmbeddedWorkflowHost? _host;

    private protected ManualTime Time { get; } = new();

    private protected virtual WorkflowHostOptions Options { get; } = new() { DatabasePath = ":memory:", Safety = SqliteSafety.Nothing };

    private protected EmbeddedWorkflowHost Embedded => _host!;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
            await _host.DisposeAsync();
    }

    protected override IWorkflowHost Open(WorkflowTable workflows, ActivityTable activities)
        => _host = new EmbeddedWorkflowHost(Options, workflows, activities, Time);

    protected override Task SettleAsync() => _host!.RunUntilIdleAsync();

    protected override async Task ElapseAsync(TimeSpan by)
    {
        var end = Time.GetUtcNow() + by;
        await SettleAsync();
        while (_host!.NextTimerAt is { } next && next <= end)
        {
            Time.Advance(next - Time.GetUtcNow());
            await SettleAsync();
        }

        Time.Advance(end - Time.GetUtcNow());
        await SettleAsync();
    }
}
