using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Run;

/// <summary>Hands what the engine wants of a venue's stream to its connection.</summary>
public sealed class ConnectionOutbox : IOutbox
{
    private readonly List<VenueConnection> _connections = [];

    /// <summary>In the order of the engine's sources.</summary>
    public void Add(VenueConnection connection) => _connections.Add(connection);

    public void Resynchronise(VenueShard shard, InstrumentFeed feed) => _connections[shard.Source].RequestResync(feed.VenueSymbol);

    public void SawData(VenueShard shard, InstrumentFeed feed) => _connections[shard.Source].MarkLive(feed.VenueSymbol);

    public void Resubscribe(VenueShard shard, InstrumentFeed feed, FeedChannel channel) => _connections[shard.Source].RequestResubscribe(feed.VenueSymbol, channel);

    public void Reconnect(VenueShard shard, string problem) => _connections[shard.Source].RequestReconnect(problem);
}
