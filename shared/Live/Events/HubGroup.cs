using Arbit.Messages;

namespace Arbit.Live.Events;

/// <summary>One consumer of one hub: a reader for each partition, and whoever handles what they bring.</summary>
internal sealed class HubGroup : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Func<Envelope, CancellationToken, Task>> _handlers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly EventHubsBus _bus;
    private readonly HubAddress _address;
    private readonly Hub _hub;
    private readonly string _group;
    private readonly ReadingTerms _terms;
    private readonly DateTimeOffset _begun;
    private readonly TimeProvider _time;
    private IReadOnlyList<PartitionReading> _partitions = [];
    private Task? _running;
    private string? _problem;
    private int _turn;

    public HubGroup(EventHubsBus bus, HubAddress address, Hub hub, string group, ReadingTerms terms, DateTimeOffset begun, TimeProvider time)
        => (_bus, _address, _hub, _group, _terms, _begun, _time) = (bus, address, hub, group, terms, begun, time);

    public IEnumerable<string> Problems => ((IEnumerable<string?>)[_problem, .. _partitions.Select(partition => partition.Problem)]).OfType<string>();

    /// <summary>Two of one group share the work; reading begins with the first.</summary>
    public IAsyncDisposable Add(Func<Envelope, CancellationToken, Task> handle)
    {
        lock (_gate)
        {
            _handlers.Add(handle);
            _running ??= Task.Run(RunAsync, CancellationToken.None);
        }

        return new Subscription(this, handle);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await (_running ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        var ids = await PartitionsAsync();
        var handler = new PatientHandler(_bus, _hub, _group, _time);
        _partitions = [.. ids.Select(id => new PartitionReading(_address, _hub, _group, id, _terms, _begun, _time, (message, cancellation) => handler.HandleAsync(message, HandleAsync, cancellation))
        {
            Fenced = () => _bus.Fenced?.Invoke(_hub, _group),
        })];
        await Task.WhenAll(_partitions.Select(partition => partition.RunAsync(_stopping.Token)));
    }

    private async Task<string[]> PartitionsAsync()
    {
        while (true)
        {
            try
            {
                await using var client = _address.Consumer(_hub, _group);
                var ids = await client.GetPartitionIdsAsync(_stopping.Token);
                _problem = null;
                return ids;
            }
            catch (Exception e) when (EventHubsBus.IsOutside(e, _stopping.Token))
            {
                _problem = $"{HubAddress.NameOf(_hub)} cannot be read: {e.Message}";
            }

            await Task.Delay(Pause, _time, _stopping.Token);
        }
    }

    /// <summary>While nobody is there the message waits: whoever comes next gets it.</summary>
    private async Task HandleAsync(Envelope message, CancellationToken cancellation)
    {
        Func<Envelope, CancellationToken, Task>? handle;
        lock (_gate)
            handle = _handlers.Count == 0 ? null : _handlers[_turn++ % _handlers.Count];
        await (handle?.Invoke(message, cancellation) ?? Task.FromCanceled(new CancellationToken(canceled: true)));
    }

    private sealed class Subscription(HubGroup group, Func<Envelope, CancellationToken, Task> handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (group._gate)
                group._handlers.Remove(handle);
            return ValueTask.CompletedTask;
        }
    }
}
