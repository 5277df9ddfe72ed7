using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Slow.Activities;
using Arbit.State;

namespace Arbit.Slow;

/// <summary>
/// Signals as all processes of the slow side have counted them together: each adds its own to one row, and tells the sum. What a process
/// has counted since its last turn is lost where it is killed: they are statistics.
/// </summary>
public sealed class SignalTotals(IStateStore store, SignalTally tally, IEventBus bus, TimeProvider time)
{
    private readonly KeptRow<SignalCounts> _row = new(store, "counts", "signals", SignalCounts.None);
    private SignalCounts _added = SignalCounts.None;

    /// <exception cref="IOException">The store or the bus does not answer: the same again later.</exception>
    public async Task TellAsync(CancellationToken cancellation)
    {
        if (!tally.HasNews)
            return;
        var now = time.GetUtcNow();
        var told = tally.Tell(now);
        try
        {
            var counted = new SignalCounts(told.Received, told.Duplicate, told.Refused, told.NotStored, told.LastHeartbeat);
            var sum = await _row.ChangeAsync(before => (before.Plus(counted.Minus(_added)), before.Plus(counted.Minus(_added))), cancellation);
            _added = counted;
            var fact = new SignalsTold(now, sum.Received, sum.Duplicate, sum.Refused, sum.NotStored, sum.LastHeartbeat);
            await bus.SendAsync(Hub.Facts, MessageCodec.Wrap(fact, $"signals:{now.UtcTicks}", "signals"), cancellation);
        }
        catch
        {
            tally.TellAgain();
            throw;
        }
    }
}
