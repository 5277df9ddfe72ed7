using System.CommandLine;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation.Runs;

namespace Arbit.EdgeRunner.Commands;

/// <summary>simulate: the whole bot over a seeded market in told time, with whatever can go wrong.</summary>
public static class SimulateCommand
{
    private const int MostMinutes = 100_000_000;

    public static Command Create()
    {
        var seed = new Option<ulong>("--seed") { Description = "everything random comes from it (default: 1)", DefaultValueFactory = _ => 1 };
        var minutes = new Option<int>("--minutes") { Description = "simulated minutes (default: 60)", DefaultValueFactory = _ => 60 };
        var faults = new Option<string>("--faults") { Description = $"{FaultText.Grammar} (default: none)", DefaultValueFactory = _ => "none" };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var cores = new Option<int>("--cores") { Description = "episodes side by side; the result is the same (default: 1)", DefaultValueFactory = _ => 1 };
        var set = new Option<string[]>("--set") { Description = "any setting, as Name=Value (NotionalPerTradeUsd=100); may be given again" };
        var command = new Command("simulate", "Trade a simulated market in told time, with faults") { seed, minutes, faults, json, cores, set };
        command.SetAction(parsed => Run(
            parsed.GetValue(seed),
            parsed.GetValue(minutes),
            parsed.GetValue(faults)!,
            parsed.GetValue(json),
            parsed.GetValue(cores),
            parsed.GetValue(set) ?? []));
        return command;
    }

    private static int Run(ulong seed, int minutes, string faults, bool json, int cores, string[] set)
    {
        if (minutes is < 1 or > MostMinutes)
            return Output.Fail($"--minutes is {minutes}; it is 1 to {MostMinutes}");
        if (cores is < 1 or > 64)
            return Output.Fail($"--cores is {cores}; it is 1 to 64");
        if (!FaultText.TryParse(faults, out var wanted))
            return Output.Fail($"--faults is '{faults}'; it is {FaultText.Grammar}");
        SimulationReport report;
        try
        {
            var settings = SettingsReader.Read(SettingsOverrides.None with { Set = set });
            report = SimulationRun.Execute(new SimulationPlan(settings, seed, minutes, wanted, cores));
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }

        if (json)
            Output.WriteJson(report);
        else
            foreach (var line in SimulationText.Lines(report))
                Console.WriteLine(line);
        return report.IsSound ? 0 : 1;
    }
}
