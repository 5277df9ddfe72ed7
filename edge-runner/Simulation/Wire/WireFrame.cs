namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>One WebSocket text message as a venue would send it.</summary>
/// <param name="Time">The market's time at which it left.</param>
/// <param name="Venue">See <see cref="VenueNames"/>.</param>
/// <param name="Topic">What a client subscribes to in order to get it; empty for control frames.</param>
/// <param name="Symbol">The venue's own symbol, or empty.</param>
/// <param name="Bytes">The UTF-8 text.</param>
public sealed record WireFrame(DateTimeOffset Time, string Venue, string Topic, string Symbol, WireFrameKind Kind, ReadOnlyMemory<byte> Bytes);
