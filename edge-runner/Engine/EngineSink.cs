using System.Text;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Engine;

/// <summary>Hands one connection's frames and news to the engine's inbox.</summary>
public sealed class EngineSink(EngineInbox inbox, int source) : IFeedSink
{
    private bool _dropping;

    public bool OnFrame(ReadOnlySpan<byte> frame)
    {
        var taken = inbox.TryPostFrame(source, frame);

        // Told once for however many are dropped in a row: the books break by the first.
        if (!taken && !_dropping)
            inbox.Post(EventKind.Overflow, source, []);
        _dropping = !taken;
        return taken;
    }

    public void OnState(ConnectionState state, string? problem)
        => inbox.Post(EventKind.Connection, source, [(byte)state, .. Encoding.UTF8.GetBytes(problem ?? "")]);

    public void OnSnapshot(string venueSymbol, byte[] body)
        => inbox.Post(EventKind.Snapshot, source, [.. Encoding.UTF8.GetBytes(venueSymbol), 0, .. body]);
}
