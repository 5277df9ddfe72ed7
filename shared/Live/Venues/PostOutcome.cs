namespace Arbit.Live.Venues;

/// <summary>What is known of something that was posted once. A closed set, unknown among it (lesson L07).</summary>
public enum PostOutcome
{
    /// <summary>The venue has it.</summary>
    Taken,

    /// <summary>The venue said no: it does not exist.</summary>
    Refused,

    /// <summary>It never left this machine.</summary>
    NeverSent,

    /// <summary>It may exist: it is looked up, never posted again.</summary>
    Unknown,
}

/// <summary>A venue's answer to something that was posted.</summary>
/// <param name="VenueId">Its own id, where it was taken.</param>
/// <param name="Words">Why not, in the venue's words; empty where it was taken.</param>
public sealed record PostAnswer(PostOutcome Outcome, string VenueId, string Words);
