namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>What a request asks for. A closed list.</summary>
public enum VenueRequestKind : byte
{
    /// <summary>Book diffs; from its confirmation on diffs arrive, and a snapshot fetched later can be bridged.</summary>
    Book,

    /// <summary>Best quotes or trades.</summary>
    Other,

    /// <summary>To be sent no more of something.</summary>
    Unsubscribe,
}
