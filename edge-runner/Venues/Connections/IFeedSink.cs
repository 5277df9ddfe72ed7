namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>What a connection hands on: to the engine in live, to a recorder in fitness. No call may block the connection.</summary>
public interface IFeedSink
{
    /// <summary>One whole frame, in arrival order, from the connection's one receiving loop.</summary>
    /// <returns>False where there was no room: the sink has noted it, and the books of this connection break by it.</returns>
    bool OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>The connection changed its state; in order with its frames.</summary>
    void OnState(ConnectionState state, string? problem);

    /// <summary>A snapshot that was asked for has come; may be called from any thread.</summary>
    void OnSnapshot(string venueSymbol, byte[] body);
}
