using Arbit.Tests.Support;
using Arbit.Tests.Workflows;
using Arbit.Workflows;

namespace Arbit.Tests.Live.Durable;

/// <summary>What every workflow host keeps to, on Durable: one thing after the other.</summary>
public class DurableHostTests : WorkflowHostContract, IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private DurableTestHost? _host;

    private protected virtual bool IsStepped => true;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
            await _host.DisposeAsync();
    }

    protected override IWorkflowHost Open(WorkflowTable workflows, ActivityTable activities)
    {
        _host = Task.Run(() => DurableTestHost.StartAsync(workflows, activities, _time, IsStepped)).GetAwaiter().GetResult();
        return _host.Workflows;
    }

    protected override Task SettleAsync() => _host!.SettleAsync();

    protected override Task ElapseAsync(TimeSpan by) => _host!.ElapseAsync(by);
}
