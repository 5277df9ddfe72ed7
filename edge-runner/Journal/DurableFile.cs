using System.Runtime.InteropServices;

namespace Arbit.EdgeRunner.Journal;

/// <summary>Files that are there whole, old or new, whatever moment the process or the machine ends at.</summary>
internal static class DurableFile
{
    /// <summary>Puts a file in place of another, or of none; on the disk when it returns.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        Prepare(path, content);
        Commit(path);
    }

    /// <summary>Writes the content beside its place, durably; nobody sees it yet.</summary>
    public static void Prepare(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(Beside(path), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Moves what was prepared to its place, durably.</summary>
    public static void Commit(string path)
    {
        File.Move(Beside(path), path, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>
    /// Names in a directory are on the disk only when the directory itself was synchronised (fsync(2)). .NET opens no directories,
    /// hence the C library; Windows journals names by itself.
    /// </summary>
    public static void SyncDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = OpenDirectory(directory, 0);
        if (descriptor < 0)
            throw new IOException($"{directory} cannot be opened to synchronise it (errno {Marshal.GetLastPInvokeError()}).");
        var result = Synchronise(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0)
            throw new IOException($"{directory} cannot be synchronised (errno {error}).");
    }

    private static string Beside(string path) => path + ".new";

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenDirectory([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
