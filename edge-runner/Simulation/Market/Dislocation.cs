namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>
/// A planted mispricing: from <see cref="Start"/> for <see cref="Duration"/>, the book of one symbol on one venue stands
/// <see cref="Bps"/> above (or below, when negative) where it would stand.
/// </summary>
public sealed record Dislocation(
    DateTimeOffset Start, TimeSpan Duration, string Venue, string Symbol, string VenueSymbol, int Bps, DislocationKind Kind);
