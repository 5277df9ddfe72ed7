using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Arbit.Tests.Live.Functions;

/// <summary>The functions as they were built, started as the Functions host starts a worker; ended with the test whatever happens.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where the functions' files are: in the same place of their project as this test is of its own.</summary>
    public static string Folder { get; } = AppContext.BaseDirectory.Replace(Path.Combine("tests", "Live", "bin"), Path.Combine("functions", "bin"), StringComparison.Ordinal);

    /// <summary>What it has printed: words of the program itself, since logs go to the host.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static WorkerProcess Start(Uri host, IReadOnlyDictionary<string, string> settings)
    {
        string[] told = ["--functions-uri", host.ToString(), "--functions-worker-id", "worker", "--functions-request-id", "request", "--functions-grpc-max-message-length", "2147483647"];
        var start = new ProcessStartInfo(Dotnet, ["exec", Path.Combine(Folder, "Arbit.Functions.dll"), .. told])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        // The host says so too, beside the arguments.
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = Folder;
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = Folder;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new WorkerProcess(new Process { StartInfo = start });
    }

    public async Task<int> WhenEndedAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Take(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
