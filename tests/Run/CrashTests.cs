using System.Globalization;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Run;

/// <summary>
/// The program killed (SIGKILL) while it trades, at random and at every point around intent, send, fill and book-keeping, and
/// started again on the same data each time: the ledger adds up to the last digit, no order is sent twice, nothing stays open.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Killed = 128 + 9;

    private static readonly string[] Points =
    [
        "before:CycleOpened", "after:CycleOpened",
        "before:OrderIntended", "after:OrderIntended",
        "before:Send", "after:Send",
        "venue:Executed",
        "before:OrderAdvanced", "after:OrderAdvanced",
        "before:OrderEnded", "after:OrderEnded",
        "before:CycleClosed", "after:CycleClosed",
    ];

    [SkippableFact]
    public async Task Killed_at_random_the_ledger_adds_up_and_no_order_is_sent_twice()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGKILL.");
        using var data = new TradedData();
        var random = new Random((int)Seeds.Current);
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var epoch = 0L;
        for (var kill = 1; kill <= Kills; kill++)
        {
            data.Mark();
            using var arbit = ArbitProcess.Start(data.Arguments(random.Next()));

            // A start writes a segment; what comes after it is trading, or the settling of what the last kill left open.
            var changes = random.Next(2, 45);
            await data.ChangedAsync(arbit, changes);
            arbit.Kill();
            var ended = await arbit.EndAsync();
            Assert.True(ended == Killed, $"ended with {ended}: {arbit.Errors}");
            epoch = RequireHigherEpoch(data, epoch);
            var accounts = TradedAccounts.Read(data);
            output.WriteLine($"kill {kill,2} after {changes,2} changes: {accounts.Cycles} cycles, {accounts.Orders} orders, {accounts.VenueFills} filled, {accounts.OpenCycles} cycles open");
        }

        await RequireSettledAsync(data);
    }

    [SkippableFact]
    public async Task Killed_at_each_point_the_ledger_adds_up_and_no_order_is_sent_twice()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGKILL.");
        using var data = new TradedData();
        var random = new Random((int)Seeds.Current);
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        output.WriteLine($"{"point",-22} {"nth",3} {"cycles",7} {"orders",7} {"filled",7} {"open",5}");
        var epoch = 0L;
        foreach (var point in Points)
        {
            var nth = random.Next(1, 6);
            using var arbit = ArbitProcess.Start(data.Arguments(random.Next()), crashAt: $"{point}:{nth}");
            var ended = await arbit.EndAsync();
            Assert.True(ended == Killed, $"ended with {ended}: {arbit.Errors}");
            epoch = RequireHigherEpoch(data, epoch);
            var accounts = TradedAccounts.Read(data);
            output.WriteLine($"{point,-22} {nth,3} {accounts.Cycles,7} {accounts.Orders,7} {accounts.VenueFills,7} {accounts.OpenCycles,5}");
        }

        await RequireSettledAsync(data);
    }

    private static long RequireHigherEpoch(TradedData data, long before)
    {
        var text = File.ReadAllText(Path.Combine(data.Journal, "epoch")).Split(' ')[0];
        var epoch = long.Parse(text, CultureInfo.InvariantCulture);
        Assert.True(epoch > before, $"run epoch {epoch} came after {before}");
        return epoch;
    }

    /// <summary>Two clean runs that begin nothing: the first settles what the last crash left, the second says what the ledger came to.</summary>
    private async Task RequireSettledAsync(TradedData data)
    {
        for (var run = 0; run < 2; run++)
        {
            using var arbit = ArbitProcess.Start(data.Arguments(run, "--set", "NetThresholdBps:Cross=9999", "--set", "NetThresholdBps:Triangular=9999"));
            await arbit.AnnouncedAsync();
            await RunningState.OfAsync(arbit, state => state.GetProperty("cycles").EnumerateArray().All(RunningState.IsClosed));
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
            Assert.Equal("", arbit.Errors);
        }

        var accounts = TradedAccounts.Read(data);
        output.WriteLine($"{accounts.Segments} runs, {accounts.Cycles} cycles, {accounts.Orders} orders, {accounts.VenueFills} filled at the venue");
        Assert.True(accounts.VenueFills > 0, "nothing was traded");
        Assert.Equal(0, accounts.OpenCycles);
        Assert.Equal(accounts.ByVenue, accounts.Checkpointed);
    }
}
