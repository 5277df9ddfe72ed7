using System.Text.Json;
using Arbit.Tests.Journal;
using Arbit.Tests.Run;

namespace Arbit.Tests.Lessons;

/// <summary>
/// Two containers overlap on every deployment, even with one replica: two real processes on one lease, each with its own data. At no
/// time do both trade, and no order id is ever both's.
/// </summary>
public sealed class L35_TwoContainersOverlapTests
{
    private const long Second = 1_000_000_000;
    private const int TtlSeconds = 4;
    private const int LongestSendSeconds = 1;
    private const int Killed = 128 + 9;

    [SkippableFact]
    public async Task The_second_watches_takes_over_after_a_kill_and_gives_it_back_when_asked_to_end()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGTERM.");
        using var leases = new TemporaryDirectory();
        using var one = new TradedData();
        using var other = new TradedData();
        using var first = Start(one, 1, leases);
        await first.AnnouncedAsync();
        var trading = await RunningState.OfAsync(first, state => Attempted(state) > 2);
        Assert.Equal("held", Lease(trading, "state"));

        using var second = Start(other, 2, leases);
        await second.AnnouncedAsync();
        var watching = await RunningState.OfAsync(second, state => Refused(state, "noLease") > 0);
        Assert.Equal(("watching", Lease(trading, "holder")), (Lease(watching, "state"), Lease(watching, "holder")));
        Assert.Equal(0, Attempted(watching));
        await RunningState.ReadyAsync(second);

        first.Kill();
        Assert.Equal(Killed, await first.EndAsync());
        var killedAfter = LastIntent(TradedAccounts.Read(one));
        var taken = await RunningState.OfAsync(second, state => Attempted(state) > 2);
        Assert.Equal("held", Lease(taken, "state"));

        using var again = Start(one, 3, leases);
        await again.AnnouncedAsync();
        await RunningState.OfAsync(again, state => Lease(state, "state") == "watching" && Refused(state, "noLease") > 0);

        second.Terminate();
        Assert.Equal(0, await second.EndAsync());
        Assert.Equal("", second.Errors);
        await RunningState.OfAsync(again, state => Lease(state, "state") == "held" && Refused(state, "noLease") > 0 && Attempted(state) > Attempted(trading) + 2);
        again.Terminate();
        Assert.Equal(0, await again.EndAsync());
        Assert.Equal("", again.Errors);

        // What each sent lies in one stretch of time of its own, and no id is both's.
        var ours = TradedAccounts.Read(one);
        var theirs = TradedAccounts.Read(other);
        Assert.True(killedAfter + ((TtlSeconds + LongestSendSeconds) * Second) <= FirstIntent(theirs), "it did not wait the first one's time out");
        Assert.Equal((0, 0), (ours.OpenCycles, theirs.OpenCycles));
        Assert.All(ours.Intents, intent => Assert.True(intent.Time < FirstIntent(theirs) || intent.Time > LastIntent(theirs), $"{intent.Id} was sent while the other traded"));
        Assert.Contains(ours.Intents, intent => intent.Time > LastIntent(theirs));
        Assert.Empty(ours.Intents.Select(intent => intent.Id).Intersect(theirs.Intents.Select(intent => intent.Id)));
    }

    private static ArbitProcess Start(TradedData data, int seed, TemporaryDirectory leases) => ArbitProcess.Start(data.Arguments(
        seed, "--set", $"Lease:Path={leases.Path}", "--set", $"Lease:TtlSeconds={TtlSeconds}", "--set", $"Lease:MarginSeconds={LongestSendSeconds}"));

    private static long FirstIntent(TradedAccounts accounts) => accounts.Intents.Min(intent => intent.Time);

    private static long LastIntent(TradedAccounts accounts) => accounts.Intents.Max(intent => intent.Time);

    private static long Attempted(JsonElement state) => state.GetProperty("pnl").GetProperty("attempted").GetInt64();

    private static string? Lease(JsonElement state, string name) => state.GetProperty("lease").GetProperty(name).GetString();

    private static long Refused(JsonElement state, string reason) => state.GetProperty("refusals").EnumerateArray()
        .Where(refusal => refusal.GetProperty("reason").GetString() == reason)
        .Sum(refusal => refusal.GetProperty("count").GetInt64());
}
