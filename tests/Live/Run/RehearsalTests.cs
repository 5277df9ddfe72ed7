using System.Globalization;
using System.Text.Json;
using Arbit.Tests.Run;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Live.Run;

/// <summary>
/// The whole live edge, from keys and confirmations over the venues' clients to the ledger, against simulated venues that live on when it is
/// killed: what is left at its end is what the venues' own accounts hold, to the last digit that is shown.
/// </summary>
public sealed class RehearsalTests(ITestOutputHelper output)
{
    private const int Killed = 128 + 9;

    private static readonly string[] ClosesOnly = ["--set", "NetThresholdBps:Cross=9999", "--set", "NetThresholdBps:Triangular=9999"];

    [SkippableTheory]
    [InlineData("kucoin", "after:OrderIntended", 6)]
    [InlineData("kucoin", "before:OrderAdvanced", 4)]
    [InlineData("kraken", "before:OrderAdvanced", 4)]
    [InlineData("kucoin", "before:OrderEnded", 5)]
    [InlineData("kraken", "before:OrderEnded", 5)]
    public async Task Killed_in_the_middle_of_a_trade_it_ends_with_what_the_accounts_hold(string other, string point, int nth)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows knows no SIGKILL.");
        await using var bench = await RehearsalBench.StartAsync(Seed(), other);
        bench.Confirm();
        using (var arbit = bench.Run($"{point}:{nth}"))
            Assert.Equal(Killed, await arbit.EndAsync());

        using (var arbit = bench.Run(null, ClosesOnly))
        {
            await arbit.AnnouncedAsync();
            var state = await RunningState.OfAsync(arbit, state => IsSettled(state) && BalancesOf(state).SequenceEqual(bench.Held()));
            Assert.NotEmpty(state.GetProperty("cycles").EnumerateArray());
            arbit.Terminate();
            Assert.Equal(0, await arbit.EndAsync());
        }

        var intents = TradedAccounts.ReadJournal(bench.Data).Intents.Select(intent => intent.Id).ToHashSet(StringComparer.Ordinal);
        var sent = bench.Settings.Venues.SelectMany(venue => bench.Venues.Orders(venue.Definition.Name)).ToList();
        output.WriteLine($"{intents.Count} intents, {sent.Count} orders at the venues, {sent.Count(order => !order.Filled.IsZero)} filled");
        Assert.NotEmpty(sent);
        Assert.All(sent, order => Assert.Contains(order.Id, intents));
        Assert.All(sent, order => Assert.False(order.IsOpen));
    }

    [Fact]
    public async Task Until_a_person_has_confirmed_the_accounts_nothing_is_sent_and_then_it_trades()
    {
        await using var bench = await RehearsalBench.StartAsync(Seed());
        using var arbit = bench.Run(null, "--set", "ReconcileSeconds=5");
        await arbit.AnnouncedAsync();
        await RunningState.OfAsync(arbit, state => IsSettled(state) && Refusals(state).Contains("notConfirmed") && Subjects(state).SequenceEqual(["binance", "kucoin"]));
        Assert.Empty(bench.Venues.Orders("binance"));
        Assert.Empty(bench.Venues.Orders("kucoin"));
        bench.Confirm();
        var traded = await RunningState.OfAsync(arbit, state => state.GetProperty("pnl").GetProperty("completed").GetInt32() >= 2);
        Assert.Empty(Subjects(traded));
        arbit.Terminate();
        Assert.Equal(0, await arbit.EndAsync());
    }

    private static IEnumerable<string> Refusals(JsonElement state)
        => state.GetProperty("opportunities").EnumerateArray().Select(opportunity => opportunity.GetProperty("reason").GetString()!);

    /// <summary>Of what is stopped for want of a confirmation.</summary>
    private static IEnumerable<string> Subjects(JsonElement state) => state.GetProperty("stops").EnumerateArray()
        .Where(stop => stop.GetProperty("reason").GetString()!.StartsWith("nobody has confirmed", StringComparison.Ordinal))
        .Select(stop => stop.GetProperty("subject").GetString()!)
        .Order(StringComparer.Ordinal);

    private static bool IsSettled(JsonElement state) => state.GetProperty("lease").GetProperty("state").GetString() == "held"
        && state.GetProperty("cycles").EnumerateArray().All(RunningState.IsClosed)
        && !state.GetProperty("stops").EnumerateArray().Any(stop => stop.GetProperty("scope").GetString() == "everything");

    private static SortedDictionary<string, decimal> BalancesOf(JsonElement state) => new(
        state.GetProperty("balances").EnumerateArray()
            .Select(balance => ($"{balance.GetProperty("place").GetString()} {balance.GetProperty("asset").GetString()}", decimal.Parse(balance.GetProperty("total").GetString()!, CultureInfo.InvariantCulture)))
            .Where(balance => balance.Item2 != 0)
            .ToDictionary(balance => balance.Item1, balance => balance.Item2, StringComparer.Ordinal),
        StringComparer.Ordinal);

    private int Seed()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        return new Random((int)Seeds.Current).Next();
    }
}
