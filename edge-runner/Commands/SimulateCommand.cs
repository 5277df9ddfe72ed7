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
        var episode = new Option<int?>("--episode") { Description = "only this episode (hour) of the run, from 0: to see a finding again" };
        var audit = new Option<string?>("--audit") { Description = "write every decision into this file" };
        var set = new Option<string[]>("--set") { Description = "any setting, as Name=Value (NotionalPerTradeUsd=100); may be given again" };
        var command = new Command("simulate", "Trade a simulated market in told time, with faults") { seed, minutes, faults, json, cores, episode, audit, set };
        command.SetAction(parsed =>
        {
            if (!FaultText.TryParse(parsed.GetValue(faults)!, out var wanted))
                return Output.Fail($"--faults is '{parsed.GetValue(faults)}'; it is {FaultText.Grammar}");
            if (parsed.GetValue(minutes) is < 1 or > MostMinutes)
                return Output.Fail($"--minutes is {parsed.GetValue(minutes)}; it is 1 to {MostMinutes}");
            if (parsed.GetValue(cores) is < 1 or > 64)
                return Output.Fail($"--cores is {parsed.GetValue(cores)}; it is 1 to 64");
            try
            {
                var settings = SettingsReader.Read(SettingsOverrides.None with { Set = parsed.GetValue(set) ?? [] });
                var plan = new SimulationPlan(settings, parsed.GetValue(seed), parsed.GetValue(minutes), wanted, parsed.GetValue(cores)) { OnlyEpisode = parsed.GetValue(episode) };
                return Print(Execute(plan, parsed.GetValue(audit)), parsed.GetValue(json));
            }
            catch (InvalidSettingsException e)
            {
                return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Output.Fail(e.Message);
            }
        });
        return command;
    }

    private static SimulationReport Execute(SimulationPlan plan, string? audit)
    {
        if (audit is null)
            return SimulationRun.Execute(plan);
        using var file = new StreamWriter(audit);
        return SimulationRun.Execute(plan with { Cores = 1, Audited = line => file.WriteLine($"{line.Time}\t{line.Kind}\t{line.Subject}\t{line.Detail}") });
    }

    private static int Print(SimulationReport report, bool json)
    {
        if (json)
        {
            Output.WriteJson(report);
        }
        else
        {
            foreach (var line in SimulationText.Lines(report))
                Console.WriteLine(line);
        }

        return report.IsSound ? 0 : 1;
    }
}
