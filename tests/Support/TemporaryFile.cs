namespace Arbit.Tests.Support;

/// <summary>A file of a test's own, gone when the test is.</summary>
public sealed class TemporaryFile(string extension) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"arbit-{Guid.NewGuid():N}{extension}");

    public void Dispose() => File.Delete(Path);
}
