namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// A log holds bytes that nobody wrote like this. It is not repaired by itself: what would be cut away may be an intent whose
/// order was sent, so a person decides.
/// </summary>
public sealed class DamagedLogException : IOException
{
    public DamagedLogException(string file, long offset, string finding)
        : base($"{file} is damaged at byte {offset}: {finding} Keep a copy of it; compare the venues' own orders and fills with what "
            + $"it still holds; then, to go on without what follows that byte, cut the file to {offset} bytes (truncate -s {offset} FILE).")
    {
        File = file;
        Offset = offset;
    }

    public string File { get; }

    /// <summary>Bytes before it are proven.</summary>
    public long Offset { get; }
}
