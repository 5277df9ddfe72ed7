using Arbit.Messages.Commands;

namespace Arbit.Workflows.Edge;

/// <summary>What workflows can have done at the edge.</summary>
public static class EdgeActivities
{
    /// <summary>Puts a command on the bus. The same one again is the same command.</summary>
    public static Activity<EdgeCommand, Done> Send { get; } = new("edge.send");
}
