using System.Globalization;
using System.Text.Json;
using Arbit.Messages;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Bus;

/// <summary>
/// The bus of the paper build. Every message goes through bytes and back; it doubles, delays and disorders them like a broker
/// (architecture.md, Messages). Live it runs by itself (<see cref="Start"/>); in told time whoever tells the time lets it happen
/// (<see cref="TurnAsync"/>), one message at a time and always in the same order.
/// </summary>
public sealed class InProcessBus(IBusStore store, TimeProvider time, BusFaults faults) : IEventBus, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(Hub Hub, string Name), BusGroup> _groups = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly HashSet<Task> _underWay = [];
    private Task _running = Task.CompletedTask;

    /// <summary>Hands messages over by itself from now on, several keys at once.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    public Task SendAsync(Hub hub, Envelope message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        store.Append(hub, JsonSerializer.SerializeToUtf8Bytes(message, WorkflowJson.Options));
        _news.Release();
        return Task.CompletedTask;
    }

    /// <summary>As it came over the wire: one that nobody can read is put aside by whoever it is for.</summary>
    /// <exception cref="IOException">The bus may or may not have it.</exception>
    public void SendBytes(Hub hub, byte[] message)
    {
        store.Append(hub, message);
        _news.Release();
    }

    public IAsyncDisposable Subscribe(Hub hub, string group, Func<Envelope, CancellationToken, Task> handle)
    {
        BusGroup? consumer;
        lock (_gate)
        {
            if (!_groups.TryGetValue((hub, group), out consumer))
                _groups.Add((hub, group), consumer = new BusGroup(this, store, time, faults, hub, group));
        }

        consumer.Add(handle);
        _news.Release();
        return new Subscription(consumer, handle);
    }

    /// <summary>What was put aside, oldest first.</summary>
    public IReadOnlyList<DeadMessage> DeadLetters()
        => store.After(Hub.DeadLetter, 0, int.MaxValue)
            .Select(message => JsonSerializer.Deserialize<Envelope>(message.Bytes, WorkflowJson.Options)!)
            .DistinctBy(message => message.Id, StringComparer.Ordinal)
            .Select(DeadLetter.Read)
            .ToList();

    /// <summary>The earliest that anything is due; null where nothing waits.</summary>
    public DateTimeOffset? NextDue() => Groups().Select(group => group.NextDue()).Min();

    /// <summary>Everything that is due by now, one after the other, and what comes of it; true where there was anything.</summary>
    public async Task<bool> TurnAsync()
    {
        var any = false;
        for (var worked = true; worked; any |= worked)
        {
            worked = false;
            foreach (var group in Groups())
            {
                if (group.Take() is not { } delivery)
                    continue;
                worked = true;
                await group.DeliverAsync(delivery, _stopping.Token);
            }
        }

        return any;
    }

    /// <summary>What is being handled ends, or is broken off and comes again; then the store is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _news.Release();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] left;
        lock (_gate)
            left = [.. _underWay];
        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        store.Dispose();
        _stopping.Dispose();
        _news.Dispose();
    }

    internal void PutAside(DeadMessage dead, long number)
        => store.Append(Hub.DeadLetter, JsonSerializer.SerializeToUtf8Bytes(DeadLetter.Wrap(dead, number.ToString(CultureInfo.InvariantCulture)), WorkflowJson.Options));

    private BusGroup[] Groups()
    {
        lock (_gate)
            return [.. _groups.Values];
    }

    /// <summary>Keys do not wait for each other, so each message is handled on its own; a group hands out one of a key at a time.</summary>
    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var group in Groups())
                {
                    while (group.Take() is { } delivery)
                        Begin(group, delivery);
                }

                await WaitAsync(NextDue());
            }
            catch (IOException)
            {
                // The disk is full or gone: what waits there is handed over once it is back.
                await WaitAsync(time.GetUtcNow() + TimeSpan.FromSeconds(1));
            }
        }
    }

    private void Begin(BusGroup group, Delivery delivery)
    {
        var task = Task.Run(() => group.DeliverAsync(delivery, _stopping.Token));
        lock (_gate)
            _underWay.Add(task);
        _ = task.ContinueWith(
            ended =>
            {
                lock (_gate)
                    _underWay.Remove(ended);
                if (!_stopping.IsCancellationRequested)
                    _news.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task WaitAsync(DateTimeOffset? until)
    {
        var wait = until is { } due ? due - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        if (until is not null && wait <= TimeSpan.Zero)
            return;
        using var timer = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, _stopping.Token);
        try
        {
            await _news.WaitAsync(either.Token);

            // One look finds everything that was sent meanwhile.
            while (_news.Wait(0))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // It is due, or the bus ends.
        }
    }

    private sealed class Subscription(BusGroup group, Func<Envelope, CancellationToken, Task> handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            group.Remove(handle);
            return ValueTask.CompletedTask;
        }
    }
}
