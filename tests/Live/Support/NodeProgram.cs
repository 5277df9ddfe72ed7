using System.Diagnostics;
using System.Threading.Channels;

namespace Arbit.Tests.Live.Support;

/// <summary>A program in Node beside a test. Its packages stand beside the broker: without them what needs it is skipped.</summary>
internal sealed class NodeProgram : IDisposable
{
    public const string Install = "Its packages are missing: npm install --prefix tests/Live/Events/broker";

    private static readonly string Folder = FindFolder();

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private NodeProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _lines.Writer.TryComplete();
            else
                _lines.Writer.TryWrite(line.Data);
        };
        process.ErrorDataReceived += (_, line) => Errors += line.Data;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static bool IsInstalled => Directory.Exists(Path.Combine(Folder, "node_modules"));

    public string Errors { get; private set; } = "";

    /// <param name="script">Relative to the broker's folder.</param>
    /// <param name="arguments">As the program gets them.</param>
    public static NodeProgram Start(string script, params string[] arguments)
    {
        Skip.IfNot(IsInstalled, Install);
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new NodeProgram(Process.Start(start)!);
    }

    /// <summary>The next line that it prints.</summary>
    public async Task<string> LineAsync(CancellationToken giveUp)
    {
        try
        {
            return await _lines.Reader.ReadAsync(giveUp);
        }
        catch (ChannelClosedException e)
        {
            throw new InvalidOperationException($"it ended: {Errors}", e);
        }
    }

    /// <summary>All that it prints until it ends well.</summary>
    public async Task<string> EndAsync(CancellationToken giveUp)
    {
        var lines = new List<string>();
        await foreach (var line in _lines.Reader.ReadAllAsync(giveUp))
            lines.Add(line);
        await _process.WaitForExitAsync(giveUp);
        Assert.True(_process.ExitCode == 0, $"it ended with {_process.ExitCode}: {Errors}");
        return string.Join('\n', lines);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string FindFolder()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Arbit.sln")))
                return Path.Combine(directory.FullName, "tests", "Live", "Events", "broker");
        }

        throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
