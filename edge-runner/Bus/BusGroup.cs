using System.Text;
using System.Text.Json;
using Arbit.Messages;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Bus;

/// <summary>
/// One consumer of one hub: what it has not handled yet, by key, and what is being handled now. One message of a key at a time, in the
/// order that they were sent; keys do not wait for each other.
/// </summary>
internal sealed class BusGroup
{
    private const int Batch = 256;

    private readonly Lock _gate = new();
    private readonly InProcessBus _bus;
    private readonly IBusStore _store;
    private readonly TimeProvider _time;
    private readonly BusFaults _faults;
    private readonly Random _random;
    private readonly SortedDictionary<string, Queue<Delivery>> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
    private readonly List<Func<Envelope, CancellationToken, Task>> _handlers = [];
    private readonly IReadOnlySet<long> _beyond;
    private long _readTo;
    private int _turn;

    public BusGroup(InProcessBus bus, IBusStore store, TimeProvider time, BusFaults faults, Hub hub, string name)
    {
        (_bus, _store, _time, _faults, Hub, Name) = (bus, store, time, faults, hub, name);

        // A group's own seed, so that what is done to one does not depend on the others.
        _random = new Random(name.Aggregate(faults.Seed, (seed, letter) => unchecked((seed * 31) + letter)));
        (_readTo, _beyond) = store.PlaceOf(hub, name);
    }

    public Hub Hub { get; }

    public string Name { get; }

    /// <summary>The earliest that anything is due that nobody is at; null where nothing waits.</summary>
    public DateTimeOffset? NextDue()
    {
        lock (_gate)
        {
            Read();
            return _handlers.Count == 0 ? null : _keys.Where(key => !_busy.Contains(key.Key)).Select(key => (DateTimeOffset?)key.Value.Peek().DueAt).Min();
        }
    }

    public void Add(Func<Envelope, CancellationToken, Task> handle)
    {
        lock (_gate)
            _handlers.Add(handle);
    }

    public void Remove(Func<Envelope, CancellationToken, Task> handle)
    {
        lock (_gate)
            _handlers.Remove(handle);
    }

    /// <summary>Takes the earliest that is due, so that nobody else does; null where nothing is.</summary>
    public Delivery? Take()
    {
        lock (_gate)
        {
            Read();
            if (_handlers.Count == 0)
                return null;
            var now = _time.GetUtcNow();
            var next = _keys.Where(key => !_busy.Contains(key.Key)).Select(key => key.Value.Peek()).Where(head => head.DueAt <= now).MinBy(head => (head.DueAt, head.Message.Number));
            if (next is not null)
                _busy.Add(next.Key);
            return next;
        }
    }

    /// <summary>Hands it over; whatever becomes of it, its key is free again afterwards.</summary>
    public async Task DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        Func<Envelope, CancellationToken, Task>? handle;
        lock (_gate)
            handle = _handlers.Count == 0 ? null : _handlers[_turn++ % _handlers.Count];
        var isOver = false;
        try
        {
            if (handle is not null)
                isOver = await TryHandleAsync(delivery, handle, cancellation);
        }
        finally
        {
            Leave(delivery, isOver);
        }
    }

    private async Task<bool> TryHandleAsync(Delivery delivery, Func<Envelope, CancellationToken, Task> handle, CancellationToken cancellation)
    {
        try
        {
            await handle(Open(delivery.Message), cancellation);
        }
        catch (OperationCanceledException)
        {
            // Nobody failed: whoever handled it went away, and it comes again.
            delivery.DueAt = _time.GetUtcNow() + HandlingTries.FirstPause;
            return false;
        }
        catch (PoisonMessageException e)
        {
            return TryPutAside(delivery, e.Message);
        }
        catch (Exception e)
        {
            delivery.Failures++;
            if (delivery.Failures >= HandlingTries.Most)
                return TryPutAside(delivery, $"tried {delivery.Failures} times: {e.Message}");
            delivery.DueAt = _time.GetUtcNow() + HandlingTries.PauseAfter(delivery.Failures);
            return false;
        }

        return TryKeepPlace(delivery);
    }

    private static Envelope Open(StoredMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize<Envelope>(message.Bytes, WorkflowJson.Options) ?? throw new PoisonMessageException("the message is empty");
        }
        catch (JsonException e)
        {
            throw new PoisonMessageException($"the message cannot be read: {e.Message}", e);
        }
    }

    private bool TryPutAside(Delivery delivery, string reason)
    {
        // One that comes a second time on purpose has been handled, or put aside, before.
        if (delivery.IsDouble)
            return true;
        try
        {
            _bus.PutAside(new DeadMessage(Hub, Name, reason, _time.GetUtcNow(), Encoding.UTF8.GetString(delivery.Message.Bytes)), delivery.Message.Number);
        }
        catch (IOException)
        {
            delivery.DueAt = _time.GetUtcNow() + HandlingTries.FirstPause;
            return false;
        }

        return TryKeepPlace(delivery);
    }

    /// <summary>After the effect, never before it: where it cannot be kept, the message comes again.</summary>
    private bool TryKeepPlace(Delivery delivery)
    {
        try
        {
            if (!delivery.IsDouble)
                _store.Handled(Hub, Name, delivery.Message.Number);
            return true;
        }
        catch (IOException)
        {
            delivery.DueAt = _time.GetUtcNow() + HandlingTries.FirstPause;
            return false;
        }
    }

    private void Leave(Delivery delivery, bool isOver)
    {
        lock (_gate)
        {
            _busy.Remove(delivery.Key);
            if (!isOver)
                return;
            var queue = _keys[delivery.Key];
            queue.Dequeue();
            if (!delivery.IsDouble && _random.Next(1000) < _faults.DoubledPerMille)
                queue.Enqueue(new Delivery(delivery.Message, delivery.Key, _time.GetUtcNow() + Delay()) { IsDouble = true });
            if (queue.Count == 0)
                _keys.Remove(delivery.Key);
        }
    }

    private void Read()
    {
        for (var found = _store.After(Hub, _readTo, Batch); found.Count > 0; found = _store.After(Hub, _readTo, Batch))
        {
            foreach (var message in found)
            {
                _readTo = message.Number;
                if (_beyond.Contains(message.Number))
                    continue;
                var key = KeyOf(message);
                if (!_keys.TryGetValue(key, out var queue))
                    _keys.Add(key, queue = new Queue<Delivery>());
                queue.Enqueue(new Delivery(message, key, _random.Next(1000) < _faults.DelayedPerMille ? _time.GetUtcNow() + Delay() : _time.GetUtcNow()));
            }
        }
    }

    private TimeSpan Delay() => _faults.LongestDelay * (_random.Next(1, 1001) / 1000.0);

    /// <summary>Of what cannot be read, its number: it stands in nobody's way.</summary>
    private static string KeyOf(StoredMessage message)
    {
        try
        {
            using var json = JsonDocument.Parse(message.Bytes);
            return json.RootElement.GetProperty("key").GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return $"unreadable:{message.Number}";
        }
    }
}
