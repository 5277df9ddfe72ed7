using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Run;

/// <summary>A replay decides and does nothing: what came of each decision is in the recording.</summary>
public sealed class NoSideEffects : IExecutionLog, IOrderGateway, IOutbox
{
    public void Append(JournalRecord record)
    {
    }

    public void Send(Order order)
    {
    }

    public void Cancel(Order order)
    {
    }

    public void LookUp(Order order)
    {
    }

    public void AskAccount(Venue venue, long since)
    {
    }

    public void Resynchronise(VenueShard shard, InstrumentFeed feed)
    {
    }

    public void SawData(VenueShard shard, InstrumentFeed feed)
    {
    }
}
