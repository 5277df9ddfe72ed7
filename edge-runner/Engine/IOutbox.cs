using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Engine;

/// <summary>What the engine wants done outside of it; nothing is waited for. In a replay nobody listens.</summary>
public interface IOutbox
{
    /// <summary>A book is to be built anew: a snapshot, or a new subscription.</summary>
    void Resynchronise(VenueShard shard, InstrumentFeed feed);

    /// <summary>Data of an instrument came.</summary>
    void SawData(VenueShard shard, InstrumentFeed feed);
}
