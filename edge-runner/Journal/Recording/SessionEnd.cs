namespace Arbit.EdgeRunner.Journal.Recording;

/// <summary>How a recording ends.</summary>
/// <param name="Records">Records read.</param>
/// <param name="AuditHash">The recorder's, where it came to its end; null where it was killed, or its disk was full.</param>
/// <param name="File">The last file.</param>
/// <param name="Offset">Where in that file (uncompressed) the last whole record ends.</param>
public sealed record SessionEnd(long Records, byte[]? AuditHash, string File, long Offset)
{
    public bool IsClean => AuditHash is not null;

    public override string ToString() => IsClean
        ? $"{Records} records, ended cleanly"
        : $"{Records} records, then it breaks off: {File} at byte {Offset}";
}
