namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Where a venue's instrument list is found: by REST, or else by a request over its stream.</summary>
public sealed record InstrumentSource(RestQuery? Rest, VenueRequest? Stream);
