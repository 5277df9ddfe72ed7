namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// Keeps a second Arbit out of a directory for as long as it is held. The lock file stays behind when it is given back: its
/// presence means nothing, only that it is open; deleting it would let two processes each lock a file of that name.
/// </summary>
public sealed class DataDirectoryLock : IDisposable
{
    public const string FileName = "arbit.lock";

    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <exception cref="DataDirectoryInUseException">Another Arbit holds it.</exception>
    public static DataDirectoryLock Take(string directory) => new(ExclusiveFile.Open(Path.Combine(directory, FileName)));

    public void Dispose() => _file.Dispose();
}
