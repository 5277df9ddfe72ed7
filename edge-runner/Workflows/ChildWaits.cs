using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>Which steps wait for the end of which sub-workflow.</summary>
internal sealed class ChildWaits
{
    private readonly Dictionary<string, List<(string InstanceId, int Number)>> _waiting = new(StringComparer.Ordinal);

    public void Add(string childId, string instanceId, int number)
    {
        if (!_waiting.TryGetValue(childId, out var waiting))
            _waiting.Add(childId, waiting = []);
        waiting.Add((instanceId, number));
    }

    /// <summary>It has ended: what everyone who waited is to be told, once.</summary>
    public IEnumerable<HostMessage> End(WorkflowView ended)
    {
        if (!_waiting.Remove(ended.InstanceId, out var waiting))
            return [];
        var (kind, data) = ended.State == WorkflowState.Completed
            ? (HistoryKind.ChildCompleted, ended.Result ?? "")
            : (HistoryKind.ChildFailed, ended.Failure ?? "");
        return waiting.Select(step => new HostMessage.Happened(step.InstanceId, kind, step.Number, 0, "", data));
    }
}
