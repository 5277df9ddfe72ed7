namespace Arbit.EdgeRunner.Books;

/// <summary>How far a book may be believed.</summary>
public enum BookState : byte
{
    /// <summary>Not yet (or no longer) built from a snapshot that the stream was verified to go on from.</summary>
    Unproven,

    /// <summary>Every change since the snapshot is in it, as far as each side is proven.</summary>
    Proven,

    /// <summary>It is known to be wrong, or nothing tells that it is right: unusable until resynchronised.</summary>
    Broken,
}
