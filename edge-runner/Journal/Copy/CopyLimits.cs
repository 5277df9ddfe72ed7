namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>How long a copy of the journal becomes, and how much of it waits.</summary>
/// <param name="Records">After so many a copy begins anew: a start on an empty disk reads all of the newest.</param>
/// <param name="Bytes">Or after so much, where its beginning is not longer still.</param>
/// <param name="Waiting">Bytes that wait at most while the store does not take them; then all of it goes, and the book leaves as a whole.</param>
public sealed record CopyLimits(int Records, long Bytes, long Waiting)
{
    /// <summary>Read in seconds; waiting, an hour of busy trading.</summary>
    public static CopyLimits Usual { get; } = new(5_000, 4_000_000, 16_000_000);
}
