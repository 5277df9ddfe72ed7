using System.Text.Json;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Run;

/// <summary>
/// The program killed in the middle of a cycle and its disk lost with it; the paper venue's own log stays, for that is the venue. A
/// new start knows nothing, and settles from what the venues say before it trades (architecture.md, the fast side).
/// </summary>
public sealed class LostDiskTests(ITestOutputHelper output)
{
    private const int Killed = 128 + 9;

    [SkippableTheory]
    [InlineData("venue:Executed", 5)]
    [InlineData("after:Send", 4)]
    [InlineData("before:OrderAdvanced", 3)]
    public async Task A_start_without_a_journal_settles_from_the_venues_and_is_replayed_to_the_same_hash(string point, int nth)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGKILL.");
        using var data = new TradedData();
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var seed = new Random((int)Seeds.Current).Next();
        using (var arbit = ArbitProcess.Start(data.Arguments(seed), crashAt: $"{point}:{nth}"))
            Assert.Equal(Killed, await arbit.EndAsync());
        var lost = TradedAccounts.Read(data);
        Assert.True(lost.OpenCycles > 0, "nothing was open when it was killed");
        data.LoseDisk();

        // It begins nothing of its own; what it trades is the closing of what was found.
        string[] closesOnly = ["--set", "NetThresholdBps:Cross=9999", "--set", "NetThresholdBps:Triangular=9999"];
        using (var arbit = ArbitProcess.Start(data.Arguments(seed, ["--record", data.Recording("settled"), .. closesOnly])))
        {
            await arbit.AnnouncedAsync();
            var settled = await RunningState.OfAsync(arbit, state => IsHeld(state) && !IsUnsettled(state) && state.GetProperty("cycles").EnumerateArray().All(RunningState.IsClosed));
            Assert.NotEmpty(settled.GetProperty("cycles").EnumerateArray());
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
            Assert.Equal("", arbit.Errors);
        }

        var replay = await ArbitProcess.RunAsync("replay", data.Recording("settled"), "--json");
        Assert.Equal(0, replay.ExitCode);
        var replayed = JsonDocument.Parse(replay.Output).RootElement;
        Assert.True(replayed.GetProperty("matches").GetBoolean());
        Assert.True(replayed.GetProperty("ledgerHolds").GetBoolean());

        // The next start says what the ledger came to, to the last digit of the venue's own.
        using (var arbit = ArbitProcess.Start(data.Arguments(seed, closesOnly)))
        {
            await arbit.AnnouncedAsync();
            var next = await RunningState.OfAsync(arbit, IsHeld);
            Assert.False(IsUnsettled(next));
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
        }

        var accounts = TradedAccounts.Read(data);
        output.WriteLine($"{lost.Orders} orders lost, {accounts.AdoptedOrders} adopted, {accounts.Orders - accounts.AdoptedOrders} sent to close what they left; {accounts.VenueFills} filled");
        Assert.True(accounts.AdoptedOrders > 0, "no order was learnt from the venues");
        Assert.Equal(0, accounts.OpenCycles);
        Assert.Equal(accounts.ByVenue, accounts.Checkpointed);
    }

    [SkippableFact]
    public async Task Killed_before_it_was_settled_the_next_start_asks_the_venues_again()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGKILL.");
        using var data = new TradedData();
        using (var arbit = ArbitProcess.Start(data.Arguments(5), crashAt: "after:Send:6"))
            Assert.Equal(Killed, await arbit.EndAsync());
        data.LoseDisk();
        using (var arbit = ArbitProcess.Start(data.Arguments(5), crashAt: "before:Adopted:1"))
            Assert.Equal(Killed, await arbit.EndAsync());
        using (var arbit = ArbitProcess.Start(data.Arguments(5, "--set", "NetThresholdBps:Cross=9999", "--set", "NetThresholdBps:Triangular=9999")))
        {
            await arbit.AnnouncedAsync();
            await RunningState.OfAsync(arbit, state => IsHeld(state) && !IsUnsettled(state) && state.GetProperty("cycles").EnumerateArray().All(RunningState.IsClosed));
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
        }

        var accounts = TradedAccounts.Read(data);
        Assert.True(accounts.AdoptedOrders > 0, "no order was learnt from the venues");
        Assert.Equal(0, accounts.OpenCycles);
    }

    private static bool IsHeld(JsonElement state) => state.GetProperty("lease").GetProperty("state").GetString() == "held";

    private static bool IsUnsettled(JsonElement state)
        => state.GetProperty("stops").EnumerateArray().Any(stop => stop.GetProperty("reason").GetString()!.Contains("there is no journal", StringComparison.Ordinal));
}
