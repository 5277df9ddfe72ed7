using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Engine;

/// <summary>What the engine wants done outside of it; nothing is waited for. In a replay nobody listens.</summary>
public interface IOutbox
{
    /// <summary>A book is to be built anew: a snapshot, or a new subscription.</summary>
    void Resynchronise(VenueShard shard, InstrumentFeed feed);

    /// <summary>Data of an instrument came.</summary>
    void SawData(VenueShard shard, InstrumentFeed feed);

    /// <summary>A subscription is silent that should not be: it is given up and asked for again.</summary>
    void Resubscribe(VenueShard shard, InstrumentFeed feed, FeedChannel channel)
    {
    }

    /// <summary>That did not help, or too many are silent: the connection is made again.</summary>
    void Reconnect(VenueShard shard, string problem)
    {
    }
}
