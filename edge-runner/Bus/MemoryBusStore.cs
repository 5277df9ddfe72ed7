using Arbit.Messages;

namespace Arbit.EdgeRunner.Bus;

/// <summary>For a simulation in told time: nothing outlives it.</summary>
public sealed class MemoryBusStore : IBusStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Hub, List<byte[]>> _messages = [];
    private readonly Dictionary<(Hub, string), GroupPlace> _places = [];

    public long Append(Hub hub, byte[] message)
    {
        lock (_gate)
        {
            var messages = MessagesOf(hub);
            messages.Add(message);
            return messages.Count;
        }
    }

    public IReadOnlyList<StoredMessage> After(Hub hub, long number, int most)
    {
        lock (_gate)
        {
            var messages = MessagesOf(hub);
            var found = new List<StoredMessage>();
            for (var i = (int)number; i < messages.Count && found.Count < most; i++)
                found.Add(new StoredMessage(i + 1, messages[i]));
            return found;
        }
    }

    public (long Place, IReadOnlySet<long> Beyond) PlaceOf(Hub hub, string group)
    {
        lock (_gate)
        {
            var place = GroupOf(hub, group);
            return (place.Place, new HashSet<long>(place.Beyond));
        }
    }

    public void Handled(Hub hub, string group, long number)
    {
        lock (_gate)
            GroupOf(hub, group).Take(number);
    }

    public void Dispose()
    {
    }

    private List<byte[]> MessagesOf(Hub hub)
    {
        if (!_messages.TryGetValue(hub, out var messages))
            _messages.Add(hub, messages = []);
        return messages;
    }

    private GroupPlace GroupOf(Hub hub, string group)
    {
        if (!_places.TryGetValue((hub, group), out var place))
            _places.Add((hub, group), place = new GroupPlace());
        return place;
    }

    private sealed class GroupPlace
    {
        public long Place { get; private set; }

        public SortedSet<long> Beyond { get; } = [];

        public void Take(long number)
        {
            if (number > Place)
                Beyond.Add(number);
            while (Beyond.Remove(Place + 1))
                Place++;
        }
    }
}
