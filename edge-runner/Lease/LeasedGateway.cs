using Arbit.EdgeRunner.Execution;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// Lets an order out only while the lease is held that it was decided under. One that is kept back is answered as rejected, which
/// is the truth: nothing has left. Looking up and cancelling need no lease. It belongs to the engine's thread.
/// </summary>
public sealed class LeasedGateway(IOrderGateway gateway, LeaseGuard guard, LeaseKeeper keeper) : IOrderGateway
{
    public const string NotHeld = "the lease is not held: never sent";

    private readonly Queue<OrderReply> _refused = new();
    private long _epoch;

    /// <summary>Orders that were kept back.</summary>
    public long Refused { get; private set; }

    public bool HasReplies => _refused.Count > 0;

    /// <summary>How this process stands to the lease, where that has changed. What is sent from now on is decided under it.</summary>
    public bool TryTakeChange(out LeaseChange change)
    {
        if (!keeper.TryTakeChange(out change))
            return false;
        _epoch = change.Epoch;
        return true;
    }

    public bool TryTakeReply(out OrderReply reply) => _refused.TryDequeue(out reply!);

    public void Send(Order order)
    {
        if (_epoch != 0 && guard.Allows(_epoch))
        {
            gateway.Send(order);
            return;
        }

        Refused++;
        _refused.Enqueue(OrderReply.KeptBack(order.Id, NotHeld));
    }

    public void Cancel(Order order) => gateway.Cancel(order);

    public void LookUp(Order order) => gateway.LookUp(order);

    public void AskAccount(Venue venue, long since) => gateway.AskAccount(venue, since);
}
