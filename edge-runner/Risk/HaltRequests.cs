using System.Runtime.InteropServices;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// The way to halt that needs no page, no database and no network: a file named HALT in the data directory (whatever is in it),
/// or the signal USR1. It shares nothing with what reports (lesson L28). As long as the file lies there, resuming does not last.
/// </summary>
public sealed class HaltRequests : IDisposable
{
    public const string FileName = "HALT";

    /// <summary>Linux's number of SIGUSR1; .NET takes the system's own numbers.</summary>
    private const int UserSignal = 10;

    private readonly string _path;
    private readonly PosixSignalRegistration? _signal;
    private volatile bool _signalled;

    public HaltRequests(string dataDirectory)
    {
        _path = Path.Combine(dataDirectory, FileName);
        if (OperatingSystem.IsLinux())
            _signal = PosixSignalRegistration.Create((PosixSignal)UserSignal, OnSignal);
    }

    /// <summary>The sentence to halt with; null where nobody asks. A file's metadata is looked at, nothing more.</summary>
    public string? Pending()
    {
        if (_signalled)
        {
            _signalled = false;
            return "the signal USR1 asked for it";
        }

        return File.Exists(_path) || Directory.Exists(_path) ? $"a file named {FileName} lies in the data directory" : null;
    }

    public void Dispose() => _signal?.Dispose();

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        _signalled = true;
    }
}
