using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Fees;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>A gateway's words as events of the engine: recorded, and with their place in its one order.</summary>
/// <param name="inbox">The engine's.</param>
/// <param name="log">Takes what came to nothing; it names no secret.</param>
public sealed class InboxOrderEvents(EngineInbox inbox, Action<string> log) : IOrderEvents
{
    public void Post(OrderReply reply) => inbox.Post(EventKind.Reply, 0, RecordCodec.Encode(reply));

    public void Post(AccountReport report) => inbox.Post(EventKind.Account, 0, RecordCodec.Encode(report));

    public void Post(AccountStanding standing) => inbox.Post(EventKind.Standing, 0, RecordCodec.Encode(standing));

    public void Post(ReadFees fees) => inbox.Post(EventKind.Fees, 0, RecordCodec.Encode(fees));

    public void Unanswered(string why) => log(why);
}
