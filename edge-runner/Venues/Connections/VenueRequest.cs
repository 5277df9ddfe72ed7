namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>A subscription that is asked for over the stream.</summary>
/// <param name="Id">Repeated by the venue's reply.</param>
/// <param name="Frame">The UTF-8 text to send.</param>
/// <param name="VenueSymbols">Whose.</param>
/// <param name="Kind">What of them.</param>
public sealed record VenueRequest(long Id, byte[] Frame, IReadOnlyList<string> VenueSymbols, VenueRequestKind Kind);
