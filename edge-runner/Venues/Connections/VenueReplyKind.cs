namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>What a frame says of our requests. A closed list.</summary>
public enum VenueReplyKind : byte
{
    /// <summary>Nothing: it is data, or of the connection.</summary>
    None,

    /// <summary>The venue has heard it; only data will show that it is served.</summary>
    Heard,

    /// <summary>It is served.</summary>
    Confirmed,

    /// <summary>It is not.</summary>
    Refused,

    /// <summary>No reply: the venue is about to end the connection.</summary>
    Ending,
}
