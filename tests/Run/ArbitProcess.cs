using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Arbit.EdgeRunner.Faults;

namespace Arbit.Tests.Run;

/// <summary>The built program as a child process, ended with the test whatever happens.</summary>
internal sealed class ArbitProcess : IDisposable
{
    private const int FirstPort = 20_000;
    private const int PortCount = 12_000;

    // Two test processes on one machine begin at different places.
    private static int _ports = Environment.ProcessId * 97 % PortCount;

    private const int SigTerm = 15;

    /// <summary>No wait in these tests is meant to come to this: a child that hangs fails the test.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The one that this process runs on: DOTNET/shared/Microsoft.NETCore.App/VERSION is where its runtime lies.</summary>
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "arbit.dll");

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ArbitProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Take(_errors, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public static ArbitProcess Start(IEnumerable<string> arguments, string? crashAt = null, string? workingDirectory = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Dotnet, ["exec", Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? "",
        };

        // What the test's own host was started with is not the child's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ARBIT__", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment.Remove(CrashPlan.Variable);
        if (crashAt is not null)
            start.Environment[CrashPlan.Variable] = crashAt;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return new ArbitProcess(start);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var exitCode = await process.EndAsync();
        return (exitCode, process.Output, process.Errors);
    }

    /// <summary>
    /// A port that nobody listens on now, each handed out once. Below those that systems give to outgoing connections (Linux from 32768,
    /// others from 49152): one of these can be taken between here and the process that is to listen on it.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref _ports) % PortCount);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it: the next one.
            }
        }
    }

    /// <summary>Until it has said that it runs, and its page is served.</summary>
    public async Task AnnouncedAsync()
    {
        var ended = _process.WaitForExitAsync();
        await Task.WhenAny(_announced.Task, ended).WaitAsync(Patience);
        Assert.True(_announced.Task.IsCompleted, $"it ended before it ran: {Output}{Errors}");
    }

    public void Kill() => _process.Kill();

    /// <summary>Asks it to end, as a service manager or a container does.</summary>
    public void Terminate() => Signal(SigTerm);

    public void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    /// <summary>Until it has ended; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
        if (line.Contains("Ctrl-C ends it", StringComparison.Ordinal))
            _announced.TrySetResult();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
