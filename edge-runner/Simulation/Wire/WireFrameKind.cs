namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>What a frame carries. A closed set.</summary>
public enum WireFrameKind
{
    /// <summary>Welcome, acknowledgement, heartbeat, pong, error.</summary>
    Control,

    /// <summary>A whole book, or a whole list.</summary>
    Snapshot,

    /// <summary>Changes to a book.</summary>
    Diff,

    /// <summary>Best bid and ask.</summary>
    Quote,

    Trade,
}
