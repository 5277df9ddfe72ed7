using Arbit.Messages;
using Arbit.Workflows;
using Arbit.Workflows.Edge;

namespace Arbit.Slow.Activities;

/// <summary>Commands of workflows onto the bus. The same command again is the same message: the edge does it once.</summary>
public static class EdgeSending
{
    public static ActivityTable AddEdge(this ActivityTable table, IEventBus bus, TimeProvider time)
        => table.Add(EdgeActivities.Send, async (_, command, cancellation) =>
        {
            await bus.SendAsync(Hub.Commands, MessageCodec.Wrap(command, time.GetUtcNow()), cancellation);
            return Done.It;
        });
}
