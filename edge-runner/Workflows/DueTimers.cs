namespace Arbit.EdgeRunner.Workflows;

/// <summary>The timers of all instances, in the order in which they fire: by time, and then by instance and number, the same in every run.</summary>
internal sealed class DueTimers
{
    private readonly SortedSet<(DateTimeOffset Due, string InstanceId, int Number)> _order = new(Comparer<(DateTimeOffset Due, string InstanceId, int Number)>.Create(
        (a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due)
            : string.CompareOrdinal(a.InstanceId, b.InstanceId) is var byId && byId != 0 ? byId
            : a.Number.CompareTo(b.Number)));

    private readonly Dictionary<(string InstanceId, int Number), DateTimeOffset> _dues = [];

    /// <summary>Null where there is none.</summary>
    public DateTimeOffset? Next => _order.Count > 0 ? _order.Min.Due : null;

    public void Add(string instanceId, int number, DateTimeOffset due)
    {
        Remove(instanceId, number);
        _dues.Add((instanceId, number), due);
        _order.Add((due, instanceId, number));
    }

    public void Remove(string instanceId, int number)
    {
        if (_dues.Remove((instanceId, number), out var due))
            _order.Remove((due, instanceId, number));
    }

    /// <summary>Takes the next one that is due by then; null where none is.</summary>
    public (string InstanceId, int Number)? Take(DateTimeOffset by)
    {
        if (!(Next <= by))
            return null;
        var (_, instanceId, number) = _order.Min;
        Remove(instanceId, number);
        return (instanceId, number);
    }
}
