using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Commands;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation.Year;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Simulation.Year;

/// <summary>The whole program over simulated days: both sides, the bus between them, a person, and whatever goes wrong. A year is the command's.</summary>
public sealed class YearRunTests(ITestOutputHelper output)
{
    private const string DaysVariable = "ARBIT_SIMULATED_DAYS";

    [Fact]
    public async Task Months_with_faults_send_nothing_twice_and_lose_no_cent()
    {
        var days = int.Parse(Environment.GetEnvironmentVariable(DaysVariable) ?? "120", CultureInfo.InvariantCulture);
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}, {DaysVariable}={days}");
        var report = await RunAsync((ulong)Seeds.Current, days, hasFaults: true);
        Print(report);
        Assert.Empty(report.Findings);
        Assert.Equal(0, report.Ledger.Breaks);
        Assert.Equal(0, report.SentTwice);
        Assert.Equal(0, report.Run.Failures);
        Assert.True(report.Ledger.Checks > days, "hardly anything was held against the venues");
        Assert.True(report.Flips > 0, "the mode never changed");
        Assert.True(report.Conversions > 0, "nothing was converted");
        Assert.True(report.Transfers.Count > 0 || days < 120, "nothing was transferred");
        Assert.True(report.Signals is { Duplicate: > 0, Refused: > 0 }, "nothing came twice, or nothing was refused");
        Assert.True(report.Run is { EdgeLives: > 1, SlowLives: > 1 }, "neither side ever died");
        Assert.True(Exact.Parse(report.Transfers.AverageCostPerRebalance) < Exact.One, "rebalances cost a dollar or more");
        Assert.True(Exact.Parse(report.CostShareOfCapital) < new Exact(5, 3), "transfers cost over 0.5 % of the capital a year");
    }

    [Fact]
    public async Task A_seed_comes_to_the_same_days_every_time()
    {
        var seed = (ulong)Seeds.Current;
        output.WriteLine($"{Seeds.Variable}={seed}");
        var once = await RunAsync(seed, 8, hasFaults: true);
        var again = await RunAsync(seed, 8, hasFaults: true);
        var other = await RunAsync(seed + 1, 8, hasFaults: true);
        Assert.Equal(once.DecisionsHash, again.DecisionsHash);
        Assert.Equal(Figures(once), Figures(again));
        Assert.NotEqual(once.DecisionsHash, other.DecisionsHash);
    }

    [Fact]
    public async Task A_report_has_the_figures_that_are_promised_and_a_page_that_needs_nothing_else()
    {
        var report = await RunAsync(1, 2, hasFaults: false);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(report, Output.Json));
        var root = json.RootElement;
        foreach (var path in (string[])[
            "days", "signals.received", "signals.duplicate", "signals.refused", "flips", "rebalances", "conversions", "transfers.count", "transfers.cost",
            "transfers.averageCostPerRebalance", "costShareOfCapital", "sweeps", "ledger.checks", "ledger.breaks", "sentTwice", "capital.start", "capital.end", "capital.byPlace"])
        {
            var at = root;
            foreach (var name in path.Split('.'))
                Assert.True(at.TryGetProperty(name, out at), $"{path} is missing");
        }

        foreach (var money in (string[])["start", "end"])
            Assert.True(Exact.TryParse(root.GetProperty("capital").GetProperty(money).GetString(), out var value) && value.Sign > 0, $"capital.{money} is no amount");
        var page = YearPage.Render(report);
        Assert.Contains("SIMULATED", page, StringComparison.Ordinal);
        Assert.Contains(report.DecisionsHash, page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    private static Task<YearReport> RunAsync(ulong seed, int days, bool hasFaults)
        => YearRun.ExecuteAsync(new YearPlan(SettingsReader.Read(SettingsOverrides.None), seed, days, hasFaults));

    /// <summary>All but how long the machine took.</summary>
    private static string Figures(YearReport report)
        => JsonSerializer.Serialize(report with { Run = report.Run with { WallSeconds = 0 } }, Output.Json);

    private void Print(YearReport report)
    {
        foreach (var line in YearText.Lines(report))
            output.WriteLine(line);
    }
}
