using System.Diagnostics;
using System.Runtime.InteropServices;
using Arbit.EdgeRunner.Journal;
using Xunit.Abstractions;

namespace Arbit.Tests.Journal;

/// <summary>A real child process, killed (SIGKILL) at random while it raises its epoch, begins segments and appends.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 15;

    /// <summary>The one that this process runs on: DOTNET/shared/Microsoft.NETCore.App/VERSION is where its runtime lies.</summary>
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    [SkippableFact]
    public void Killed_while_appending_nothing_that_returned_is_lost_and_epochs_rise()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGKILL.");
        using var directory = new TemporaryDirectory();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var epoch = 0L;
        var cuts = 0;
        var last = 0L;
        for (var kill = 0; kill < Kills; kill++)
        {
            var told = RunAndKill(directory.Path, random.Next(0, 100));
            foreach (var raised in told.Where(number => number < 0).Select(number => -number))
            {
                Assert.True(raised > epoch, $"epoch {raised} after {epoch}");
                epoch = raised;
            }

            using var journal = IntentJournal.Start(directory.Path);
            var found = RequireUnbroken(journal);
            last = told.Append(last).Max();
            Assert.True(found >= last, $"{last} had been appended, {found} is the last one found");
            last = found;
            cuts += journal.BytesCut > 0 ? 1 : 0;
        }

        output.WriteLine($"{Kills} kills, {last} records and epoch {epoch} in the end, {cuts} torn");
        Assert.True(RunEpoch.Raise(directory.Path) > epoch);
    }

    /// <summary>The records count on from the checkpoint without a gap. Says the last one.</summary>
    private static long RequireUnbroken(IntentJournal journal)
    {
        if (journal.Checkpoint is null)
            return 0;
        var number = StartupHook.Number(journal.Checkpoint);
        foreach (var record in journal.Recovered)
            Assert.Equal(++number, StartupHook.Number(record));
        return number;
    }

    /// <summary>What the child told: each record whose append had returned by its number, each epoch by its negative.</summary>
    private static List<long> RunAndKill(string directory, int numbers)
    {
        var assembly = typeof(KillTests).Assembly.Location;
        var start = new ProcessStartInfo(Dotnet, ["exec", assembly])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment[StartupHook.DirectoryVariable] = directory;
        using var child = Process.Start(start)!;
        var told = new List<long>();
        var bytes = new byte[8];
        var stream = child.StandardOutput.BaseStream;
        while (stream.ReadAtLeast(bytes, 8, throwOnEndOfStream: false) == 8)
        {
            told.Add(StartupHook.Number(bytes));
            // It is ahead of what was read here by whatever the pipe holds, so it is killed wherever it happens to be.
            if (told.Count != numbers + 1)
                continue;
            if (told[^1] > 0)
                Assert.Throws<DataDirectoryInUseException>(() => IntentJournal.Start(directory));
            child.Kill();
        }

        child.WaitForExit();
        Assert.True(child.ExitCode == 128 + 9, $"the child was to be killed and ended with {child.ExitCode}");
        return told;
    }
}
