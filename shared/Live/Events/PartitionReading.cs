using Arbit.Messages;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Primitives;

namespace Arbit.Live.Events;

/// <summary>
/// Reads one partition for one group, from behind the place that was kept, for as long as it has the right to. A reader with a higher owner
/// level takes the partition away: then it stops, says so, and begins again only under a level higher still.
/// </summary>
internal sealed class PartitionReading
{
    private const int Batch = 100;
    private const int MostUnderWay = 256;
    private const long Never = -1;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HubAddress _address;
    private readonly Hub _hub;
    private readonly string _group;
    private readonly string _partition;
    private readonly IReadingRight? _right;
    private readonly PlaceKeeper? _places;
    private readonly DateTimeOffset _begun;
    private readonly TimeProvider _time;
    private readonly Func<ReceivedMessage, CancellationToken, Task> _handle;
    private string? _problem;

    public PartitionReading(
        HubAddress address, Hub hub, string group, string partition, ReadingTerms terms, DateTimeOffset begun, TimeProvider time, Func<ReceivedMessage, CancellationToken, Task> handle)
    {
        (_address, _hub, _group, _partition, _right, _begun, _time, _handle) = (address, hub, group, partition, terms.Right, begun, time, handle);
        _places = terms.Places is null ? null : new PlaceKeeper(terms.Places, hub, group, partition, time);
    }

    /// <summary>Why nothing is read, or no place is kept; null while all is well. Any thread.</summary>
    public string? Problem => Volatile.Read(ref _problem) ?? _places?.Problem;

    public required Action Fenced { get; init; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var lost = Never;
        while (true)
        {
            long? level = _right is null ? null : await _right.WaitAsync(lost, cancellation);
            try
            {
                await ReadAsync(level, cancellation);
                continue;
            }
            catch (EventHubsException e) when (e.Reason == EventHubsException.FailureReason.ConsumerDisconnected)
            {
                Volatile.Write(ref _problem, $"{HubAddress.NameOf(_hub)}/{_partition} is read by another: {e.Message}");
                lost = level ?? Never;
                Fenced();
            }
            catch (Exception e) when (EventHubsBus.IsOutside(e, cancellation))
            {
                Volatile.Write(ref _problem, $"{HubAddress.NameOf(_hub)}/{_partition} cannot be read: {e.Message}");
            }

            await Task.Delay(Pause, _time, cancellation);
        }
    }

    /// <summary>Until the right is gone. What is being handled then is broken off, and comes to whoever reads next.</summary>
    private async Task ReadAsync(long? level, CancellationToken cancellation)
    {
        var from = await PositionAsync(cancellation);
        await using var flow = new KeyedFlow(_handle, KeepAsync, MostUnderWay);
        await using var receiver = _address.Receiver(_hub, _group, _partition, from, level);
        while (level is null || _right!.Allows(level.Value))
        {
            var events = await receiver.ReceiveBatchAsync(Batch, Wait, cancellation);
            Volatile.Write(ref _problem, null);
            foreach (var data in events)
                await flow.AddAsync(EventShape.Read(_partition, data), cancellation);
        }
    }

    /// <summary>
    /// Behind the kept place. Where there is none: from the hub's beginning, so that nothing that waits is lost; or for one that keeps no
    /// places and is told everything anew, from when this process began.
    /// </summary>
    private async Task<EventPosition> PositionAsync(CancellationToken cancellation)
    {
        if (_places is null)
            return EventPosition.FromEnqueuedTime(_begun);
        return await _places.ReadAsync(cancellation) is { } place ? EventPosition.FromOffset(place.Offset, isInclusive: false) : EventPosition.Earliest;
    }

    private Task KeepAsync(ReceivedMessage behind, CancellationToken cancellation) => _places?.KeepAsync(behind, cancellation) ?? Task.CompletedTask;
}
