namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Where a venue listens.</summary>
/// <param name="Rest">Base address of its REST paths.</param>
/// <param name="WebSocket">Its public stream; a venue that hands the address out by REST (KuCoin) overrides it.</param>
public sealed record VenueEndpoint(Uri Rest, Uri WebSocket);
