namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// Files that one process at a time has open. On Unix this is an advisory lock (flock), which the operating system gives back when
/// the process ends in whatever way; network file systems that know no locks (some NFS and SMB mounts) do not protect.
/// </summary>
internal static class ExclusiveFile
{
    // What the runtime puts into HResult: Windows' sharing and lock violation; EWOULDBLOCK of Linux; of macOS.
    private static readonly int[] InUse = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    /// <summary>Opens for reading and writing, unbuffered, without anybody else; makes it and its directory where they are absent.</summary>
    /// <exception cref="DataDirectoryInUseException">Somebody else has it open.</exception>
    public static FileStream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (Array.IndexOf(InUse, e.HResult) >= 0)
        {
            throw new DataDirectoryInUseException(path, e);
        }
    }
}
