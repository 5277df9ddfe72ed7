namespace Arbit.EdgeRunner.Venues;

/// <summary>What a frame turned out to be. A closed list: every frame is counted under one of these.</summary>
public enum FrameKind : byte
{
    /// <summary>No frame that can be used; why is in <see cref="FrameOutcome.Fault"/>.</summary>
    Malformed,

    /// <summary>Well-formed, and nothing that Arbit uses: another channel, or an instrument that is not followed.</summary>
    Ignored,

    /// <summary>Of the connection itself: welcome, status, heartbeat, pong.</summary>
    Control,

    /// <summary>A subscription was confirmed or given up.</summary>
    Acknowledged,

    /// <summary>The venue refused something; what it says is in <see cref="VenueCodec.LastError"/>.</summary>
    Refused,

    /// <summary>The venue's list of instruments.</summary>
    Instruments,

    /// <summary>Snapshot or diff, and the book changed by it.</summary>
    Book,

    /// <summary>A diff that is kept until its snapshot comes.</summary>
    Held,

    /// <summary>A diff that the book already has.</summary>
    Duplicate,

    /// <summary>A best bid and ask.</summary>
    Quote,

    /// <summary>One trade or several.</summary>
    Trade,
}
