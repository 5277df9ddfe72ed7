using System.Collections.Concurrent;
using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Workflows;

namespace Arbit.Slow;

/// <summary>
/// Says over the bus how workflows stand. The host only notes which have changed; what changes again before it was told is told once, as
/// it stands then.
/// </summary>
public sealed class WorkflowTeller(IEventBus bus, TimeProvider time)
{
    private const int NewestTold = 100;

    private readonly ConcurrentDictionary<string, byte> _changed = new(StringComparer.Ordinal);
    private int _wantsAll = 1;

    public bool HasNews => !_changed.IsEmpty || Volatile.Read(ref _wantsAll) == 1;

    public void Changed(string instance) => _changed[instance] = 0;

    /// <summary>After a start, and where somebody asks: the newest again, changed or not.</summary>
    public void TellAll() => Volatile.Write(ref _wantsAll, 1);

    /// <exception cref="IOException">The bus has not taken all of it: the rest is told the next time.</exception>
    public async Task TellAsync(IWorkflowHost host, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _wantsAll, 0) == 1)
        {
            foreach (var view in await host.ListAsync(NewestTold, cancellation))
                Changed(view.InstanceId);
        }

        foreach (var instance in _changed.Keys.Order(StringComparer.Ordinal).ToList())
        {
            // Let go before it is read: what happens meanwhile notes it anew.
            _changed.TryRemove(instance, out _);
            if (await host.FindAsync(instance, cancellation) is { } view)
                await TellAsync(view, cancellation);
        }
    }

    private async Task TellAsync(WorkflowView view, CancellationToken cancellation)
    {
        try
        {
            var fact = new WorkflowTold(time.GetUtcNow(), view);
            await bus.SendAsync(Hub.Facts, MessageCodec.Wrap(fact, $"workflow:{view.InstanceId}:{view.ChangedAt.UtcTicks}:{view.State}", view.InstanceId), cancellation);
        }
        catch (IOException)
        {
            Changed(view.InstanceId);
            throw;
        }
    }
}
