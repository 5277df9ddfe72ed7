namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>A venue's reply to a request.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Of the request; -1 where the venue names none.</param>
/// <param name="VenueSymbol">Whose, where the venue answers each symbol by itself; null for all of the request's.</param>
/// <param name="Problem">Why it was refused, in the venue's words.</param>
public readonly record struct VenueReply(VenueReplyKind Kind, long Id = -1, string? VenueSymbol = null, string Problem = "");
