using System.CommandLine;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation.Runs;
using Arbit.EdgeRunner.Simulation.Year;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Commands;

/// <summary>simulate: the whole bot over a seeded market in told time, with whatever can go wrong; --days adds the slow side and looks at the market hourly.</summary>
public static class SimulateCommand
{
    private const int MostMinutes = 100_000_000;

    public static Command Create()
    {
        var seed = new Option<ulong>("--seed") { Description = "everything random comes from it (default: 1)", DefaultValueFactory = _ => 1 };
        var minutes = new Option<int>("--minutes") { Description = "simulated minutes (default: 60)", DefaultValueFactory = _ => 60 };
        var faults = new Option<string>("--faults") { Description = $"{FaultText.Grammar} (default: none; with --days all of the slow side's, or none)", DefaultValueFactory = _ => "none" };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var days = new Option<int?>("--days") { Description = "simulated days of the whole program, the slow side with it: modes, transfers, sweeps (365 for a year)" };
        var report = new Option<string?>("--report") { Description = "with --days: write the course as an HTML page into this file" };
        var cores = new Option<int>("--cores") { Description = "episodes side by side; the result is the same (default: 1)", DefaultValueFactory = _ => 1 };
        var episode = new Option<int?>("--episode") { Description = "only this episode (hour) of the run, from 0: to see a finding again" };
        var audit = new Option<string?>("--audit") { Description = "write every decision into this file" };
        var set = new Option<string[]>("--set") { Description = "any setting, as Name=Value (NotionalPerTradeUsd=100); may be given again" };
        var command = new Command("simulate", "Trade a simulated market in told time, with faults") { seed, minutes, days, report, faults, json, cores, episode, audit, set };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(report) is not null && parsed.GetValue(days) is null)
                return Output.Fail("--report goes with --days");
            if (parsed.GetValue(days) is < 1 or > YearPlan.MostDays)
                return Output.Fail($"--days is {parsed.GetValue(days)}; it is 1 to {YearPlan.MostDays}");
            if (!FaultText.TryParse(parsed.GetValue(faults)!, out var wanted))
                return Output.Fail($"--faults is '{parsed.GetValue(faults)}'; it is {FaultText.Grammar}");
            if (parsed.GetValue(minutes) is < 1 or > MostMinutes)
                return Output.Fail($"--minutes is {parsed.GetValue(minutes)}; it is 1 to {MostMinutes}");
            if (parsed.GetValue(cores) is < 1 or > 64)
                return Output.Fail($"--cores is {parsed.GetValue(cores)}; it is 1 to 64");
            try
            {
                var settings = SettingsReader.Read(SettingsOverrides.None with { Set = parsed.GetValue(set) ?? [] });
                if (parsed.GetValue(days) is { } wantedDays)
                {
                    var year = new YearPlan(settings, parsed.GetValue(seed), wantedDays, parsed.GetResult(faults) is null or { Implicit: true } || wanted != SimulatedFaults.None);
                    return await LiveAsync(year, parsed.GetValue(audit), parsed.GetValue(report), parsed.GetValue(json));
                }

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

    private static async Task<int> LiveAsync(YearPlan plan, string? audit, string? page, bool json)
    {
        await using var file = audit is null ? null : new StreamWriter(audit);
        var report = await YearRun.ExecuteAsync(file is null ? plan : plan with { Audited = line => file.WriteLine($"{line.Time}\t{line.Kind}\t{line.Subject}\t{line.Detail}") });
        if (page is not null)
            await File.WriteAllTextAsync(page, YearPage.Render(report));
        if (json)
        {
            Output.WriteJson(report);
        }
        else
        {
            foreach (var line in YearText.Lines(report))
                Console.WriteLine(line);
        }

        return report.IsSound ? 0 : 1;
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
