using System.Text.Json;
using Xunit.Abstractions;

namespace Arbit.Tests.Run;

/// <summary>A run recorded and replayed: the same decisions to the byte, whatever its venues and its market did.</summary>
public sealed class RecordedRunTests(ITestOutputHelper output)
{
    private const int Killed = 128 + 9;

    private static readonly string[] Faults =
    [
        "--set", "Simulation:DropDiffEvery=400", "--set", "Simulation:DisconnectEvery=3000", "--set", "Simulation:CorruptChecksumEvery=50",
    ];

    [SkippableFact]
    public async Task A_run_with_faults_ends_cleanly_is_replayed_to_the_same_hash_and_goes_on_where_it_was()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGTERM.");
        using var data = new TradedData();
        JsonElement before;
        using (var arbit = ArbitProcess.Start(data.Arguments(1, ["--record", data.Recording("first"), .. Faults])))
        {
            await data.ChangedAsync(arbit, 30);
            before = await RunningState.OfAsync(arbit, state => state.GetProperty("pnl").GetProperty("attempted").GetInt64() > 3);
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
            Assert.Equal("", arbit.Errors);
        }

        var first = await ReplayAsync(data.Recording("first"), exitCode: 0);
        Assert.True(first.GetProperty("matches").GetBoolean());
        Assert.True(first.GetProperty("ledgerHolds").GetBoolean());
        Assert.True(first.GetProperty("cycles").GetInt64() > 3);
        var again = await ReplayAsync(data.Recording("first"), exitCode: 0);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        output.WriteLine(first.GetRawText());

        using (var arbit = ArbitProcess.Start(data.Arguments(2, "--record", data.Recording("second"), "--set", "NetThresholdBps:Cross=9999", "--set", "NetThresholdBps:Triangular=9999")))
        {
            await arbit.AnnouncedAsync();
            var after = await RunningState.OfAsync(arbit, state => state.GetProperty("cycles").EnumerateArray().All(RunningState.IsClosed));
            Assert.True(after.GetProperty("program").GetProperty("runEpoch").GetInt64() > before.GetProperty("program").GetProperty("runEpoch").GetInt64());
            Assert.True(after.GetProperty("pnl").GetProperty("attempted").GetInt64() >= first.GetProperty("cycles").GetInt64());
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
        }

        Assert.True((await ReplayAsync(data.Recording("second"), exitCode: 0)).GetProperty("matches").GetBoolean());
        var accounts = TradedAccounts.Read(data);
        Assert.Equal(2, accounts.Segments);
        Assert.True(accounts.VenueFills > 0);
    }

    [SkippableFact]
    public async Task A_recording_that_did_not_end_cleanly_is_replayed_and_says_so()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGKILL.");
        using var data = new TradedData();
        using (var arbit = ArbitProcess.Start(data.Arguments(3, "--record", data.Recording("killed"))))
        {
            await data.ChangedAsync(arbit, 40);
            arbit.Kill();
            Assert.Equal(Killed, await arbit.EndAsync());
        }

        var replayed = await ReplayAsync(data.Recording("killed"), exitCode: 0);
        Assert.Equal(JsonValueKind.Null, replayed.GetProperty("matches").ValueKind);
        Assert.True(replayed.GetProperty("ledgerHolds").GetBoolean());
        var (exitCode, said, _) = await ArbitProcess.RunAsync("replay", data.Recording("killed"));
        Assert.Equal(0, exitCode);
        Assert.Contains("did not end cleanly", said, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ReplayAsync(string recording, int exitCode)
    {
        var replay = await ArbitProcess.RunAsync("replay", recording, "--json");
        Assert.True(replay.ExitCode == exitCode, $"{replay.ExitCode}: {replay.Output}{replay.Errors}");
        return JsonDocument.Parse(replay.Output).RootElement;
    }
}
