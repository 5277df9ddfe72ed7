using System.Globalization;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation.Runs;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Simulation.Runs;

/// <summary>The whole bot over hours of a seeded market, with everything going wrong that is known to go wrong.</summary>
public sealed class SimulationRunTests(ITestOutputHelper output)
{
    private const string HoursVariable = "ARBIT_SIMULATED_HOURS";

    [Fact]
    public void A_seed_comes_to_the_same_decisions_on_one_core_and_on_two()
    {
        var seed = (ulong)Seeds.Current;
        output.WriteLine($"{Seeds.Variable}={seed}");
        var once = Run(seed, 150, SimulatedFaults.All, 1);
        Assert.Equal(once.DecisionsHash, Run(seed, 150, SimulatedFaults.All, 2).DecisionsHash);
        Assert.NotEqual(once.DecisionsHash, Run(seed + 1, 150, SimulatedFaults.All, 2).DecisionsHash);
    }

    [Fact]
    public void Without_faults_nearly_everything_that_is_planted_is_found_and_nothing_is_left()
    {
        var report = Run((ulong)Seeds.Current, 120, SimulatedFaults.None, 2);
        Print(report);
        RequireSound(report);
        Assert.True(report.Opportunities.Found >= report.Opportunities.Planted * 9 / 10);
    }

    /// <summary>L26: a venue that suspends a wallet keeps its price apart from the others'; nothing is traded into that.</summary>
    [Fact]
    public void Suspended_wallets_are_not_traded_over()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var report = Run((ulong)Seeds.Current, 240, SimulatedFaults.Wallets, 2);
        Print(report);
        RequireSound(report);
        Assert.True(report.Faults["suspendedWallet"] > 0, "no wallet was suspended");
        Assert.True(report.Opportunities.Barred > 0, "no candidate met a closed wallet");
        Assert.True(report.Cycles.Completed > 0, "nothing else was traded");
    }

    [Fact]
    public void Hours_with_every_fault_send_nothing_twice_and_lose_no_cent()
    {
        var hours = int.Parse(Environment.GetEnvironmentVariable(HoursVariable) ?? "10", CultureInfo.InvariantCulture);
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}, {HoursVariable}={hours}");
        var report = Run((ulong)Seeds.Current, hours * 60, SimulatedFaults.All, 2);
        Print(report);
        RequireSound(report);
        Assert.True(report.Cycles.Recovered + report.Cycles.Unwound > 0, "legs were broken and made good");
    }

    private static SimulationReport Run(ulong seed, int minutes, SimulatedFaults faults, int cores)
        => SimulationRun.Execute(new SimulationPlan(SettingsReader.Read(SettingsOverrides.None), seed, minutes, faults, cores));

    private static void RequireSound(SimulationReport report)
    {
        Assert.True(report.IsSound, string.Join(Environment.NewLine, SimulationText.Lines(report)));
        Assert.Equal("0", report.Residual.AtEnd.ToString());
    }

    private void Print(SimulationReport report)
    {
        foreach (var line in SimulationText.Lines(report))
            output.WriteLine(line);
    }
}
