namespace Arbit.EdgeRunner.Journal;

/// <summary>Another process holds the data directory or a file in it.</summary>
public sealed class DataDirectoryInUseException(string path, Exception innerException)
    : IOException($"data directory in use by another Arbit: {path}. Stop the other one, or give this one a directory of its own.", innerException)
{
    public string Path { get; } = path;
}
