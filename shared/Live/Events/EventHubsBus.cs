using System.Collections.Concurrent;
using System.Diagnostics;
using Arbit.Messages;
using Azure;
using Azure.Identity;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace Arbit.Live.Events;

/// <summary>
/// The bus on Event Hubs. Order holds within a key; it carries at least once, for a producer may repeat itself on a time-out: consumers
/// know messages by their ids. Groups read their partitions directly; where a function's trigger reads instead, only sending is used.
/// </summary>
/// <param name="address">The namespace.</param>
/// <param name="time">The clock.</param>
/// <param name="terms">How groups read; null where nobody subscribes.</param>
public sealed class EventHubsBus(HubAddress address, TimeProvider time, Func<Hub, string, ReadingTerms>? terms = null) : IEventBus, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Hub, Lazy<EventHubProducerClient>> _producers = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<(Hub Hub, string Name), HubGroup> _groups = [];
    private readonly DateTimeOffset _begun = time.GetUtcNow();

    /// <summary>What keeps groups from reading, or fenced them, for a person; empty while all is well.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_gate)
                return [.. _groups.Values.SelectMany(group => group.Problems)];
        }
    }

    /// <summary>Another reads what was this process's alone, under a higher level.</summary>
    public Action<Hub, string>? Fenced { get; init; }

    public async Task SendAsync(Hub hub, Envelope message, CancellationToken cancellation)
    {
        var data = EventShape.Of(message, Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.Id : null);
        var options = new SendEventOptions { PartitionKey = EventShape.PartitionKeyOf(message.Key) };
        try
        {
            await Producer(hub).SendAsync([data], options, cancellation);
        }
        catch (EventHubsException e) when (e.Reason == EventHubsException.FailureReason.MessageSizeExceeded)
        {
            throw new ArgumentException($"the message {message.Id} is larger than the hub takes", nameof(message), e);
        }
        catch (Exception e) when (IsOutside(e, cancellation))
        {
            throw new IOException($"{HubAddress.NameOf(hub)} may or may not have {message.Id}: {e.Message}", e);
        }
    }

    public IAsyncDisposable Subscribe(Hub hub, string group, Func<Envelope, CancellationToken, Task> handle)
    {
        if (terms is null)
            throw new InvalidOperationException("nothing is read here: messages come by a trigger");
        lock (_gate)
        {
            if (!_groups.TryGetValue((hub, group), out var consumer))
                _groups.Add((hub, group), consumer = new HubGroup(this, address, hub, group, terms(hub, group), _begun, time));
            return consumer.Add(handle);
        }
    }

    /// <summary>What is being handled ends, or is broken off and comes again.</summary>
    public async ValueTask DisposeAsync()
    {
        HubGroup[] groups;
        lock (_gate)
            groups = [.. _groups.Values];
        foreach (var group in groups)
            await group.DisposeAsync();
        foreach (var producer in _producers.Values)
            await producer.Value.DisposeAsync();
    }

    /// <summary>The service, the network or the identity, and nothing that this program did.</summary>
    internal static bool IsOutside(Exception e, CancellationToken cancellation)
        => e is EventHubsException or RequestFailedException or IOException or TimeoutException or System.Net.Sockets.SocketException or UnauthorizedAccessException
            or AuthenticationFailedException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    private EventHubProducerClient Producer(Hub hub) => _producers.GetOrAdd(hub, each => new Lazy<EventHubProducerClient>(() => address.Producer(each))).Value;
}
