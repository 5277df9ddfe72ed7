namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>What a frame carries. A closed set.</summary>
public enum FrameKind
{
    /// <summary>Welcome, acknowledgement, heartbeat, pong, error.</summary>
    Control,

    /// <summary>A whole book, or a whole list.</summary>
    Snapshot,

    /// <summary>Changes to a book.</summary>
    Diff,

    /// <summary>Best bid and ask.</summary>
    Quote,

    Trade,
}

/// <summary>One WebSocket text message as a venue would send it.</summary>
/// <param name="Time">The market's time at which it left.</param>
/// <param name="Venue">See <see cref="VenueNames"/>.</param>
/// <param name="Topic">What a client subscribes to in order to get it; empty for control frames.</param>
/// <param name="Symbol">The venue's own symbol, or empty.</param>
/// <param name="Bytes">The UTF-8 text.</param>
public sealed record WireFrame(DateTimeOffset Time, string Venue, string Topic, string Symbol, FrameKind Kind, ReadOnlyMemory<byte> Bytes);
