using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Slow;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Slow;

/// <summary>
/// The slow side as whoever shows it knows it: by its facts alone, wherever it runs; and a person's wishes as facts to it. What was told
/// before this began is asked for once.
/// </summary>
public sealed class SlowBoard : ISlowSide, IAsyncDisposable
{
    /// <summary>More ended ones are not shown; what still runs always is.</summary>
    private const int MostShown = 200;

    private const string Group = "page";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, WorkflowView> _workflows = new(StringComparer.Ordinal);
    private readonly IEventBus _bus;
    private readonly TimeProvider _time;
    private IAsyncDisposable? _subscription;
    private SignalsTold _signals = new(DateTimeOffset.UnixEpoch, 0, 0, 0, 0, null);

    public SlowBoard(IEventBus bus, TimeProvider time) => (_bus, _time) = (bus, time);

    public IReadOnlyList<WorkflowView> Workflows
    {
        get
        {
            lock (_gate)
                return [.. _workflows.Values.OrderByDescending(view => view.BegunAt).ThenBy(view => view.InstanceId, StringComparer.Ordinal)];
        }
    }

    public SignalCounts Signals
    {
        get
        {
            lock (_gate)
                return new SignalCounts(_signals.Received, _signals.Duplicate, _signals.Refused, _signals.NotStored, _signals.LastHeartbeat);
        }
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        _subscription = _bus.Subscribe(Hub.Facts, Group, TakeAsync);
        var now = _time.GetUtcNow();
        await SendAsync(new WorkflowsWanted(now), $"workflows-wanted-{Guid.CreateVersion7()}", "workflows", cancellation);
    }

    public Task AskAsync(PersonWish wish, string target, string by, CancellationToken cancellation)
    {
        var request = $"person-{Guid.CreateVersion7()}";
        return SendAsync(new PersonAsked(_time.GetUtcNow(), request, wish, target, by), request, $"person/{wish}", cancellation);
    }

    public ValueTask DisposeAsync() => _subscription?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task SendAsync(EdgeFact fact, string id, string key, CancellationToken cancellation)
        => _bus.SendAsync(Hub.Facts, MessageCodec.Wrap(fact, id, key), cancellation);

    private Task TakeAsync(Envelope message, CancellationToken cancellation)
    {
        switch (MessageCodec.FactOf(message))
        {
            case WorkflowTold(_, var view):
                Show(view);
                break;
            case SignalsTold signals:
                lock (_gate)
                    _signals = signals.Time >= _signals.Time ? signals : _signals;
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>A message comes again, behind newer ones: what is older than what is shown is let go.</summary>
    private void Show(WorkflowView view)
    {
        lock (_gate)
        {
            if (_workflows.TryGetValue(view.InstanceId, out var shown)
                && (shown.ChangedAt > view.ChangedAt || (shown.ChangedAt == view.ChangedAt && shown.State != WorkflowState.Running)))
                return;
            _workflows[view.InstanceId] = view;
            if (_workflows.Count <= MostShown)
                return;
            var oldest = _workflows.Values.Where(each => each.State != WorkflowState.Running).MinBy(each => each.ChangedAt);
            if (oldest is not null)
                _workflows.Remove(oldest.InstanceId);
        }
    }
}
