using System.CommandLine;
using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Commands;

/// <summary>run, and what happens without a verb: Arbit on paper, with its page.</summary>
public static class RunCommand
{
    private static readonly Option<string?> Feed = new("--feed") { Description = "simulated (default), or live: the venues' public streams" };
    private static readonly Option<string[]> Venue = new("--venue") { Description = "only this venue; may be given again" };
    private static readonly Option<string?> Data = new("--data") { Description = "where everything is kept (default: data)" };
    private static readonly Option<int?> Port = new("--port") { Description = "of the page (default: 9109)" };
    private static readonly Option<string?> Record = new("--record") { Description = "record every input into this folder, for replay" };
    private static readonly Option<string[]> Set = new("--set") { Description = "any setting, as Name=Value (Paper:LatencyMs=5); may be given again" };

    public static Command Create()
    {
        var command = new Command("run", "Trade on paper and show it on a page (the default)");
        Configure(command);
        return command;
    }

    /// <summary>The same options and action for the program without a verb.</summary>
    public static void Configure(Command command)
    {
        foreach (var option in (Option[])[Feed, Venue, Data, Port, Record, Set])
            command.Add(option);
        command.SetAction(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            var home = RunHome.Of(TimeProvider.System);
            var overrides = new SettingsOverrides(
                parsed.GetValue(Feed),
                parsed.GetValue(Venue) ?? [],
                parsed.GetValue(Data),
                parsed.GetValue(Port),
                parsed.GetValue(Set) ?? []);
            var settings = SettingsReader.Read(overrides, await home.SecretsAsync(cancellation).ConfigureAwait(false));
            return await RunHost.ServeAsync(new RunOptions(settings, parsed.GetValue(Record)) { Home = home }, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }
        catch (KeysRefusedException e)
        {
            return Output.Fail($"the keys are refused:{Environment.NewLine}{e.Message}");
        }
        catch (Exception e) when (e is VenueProblemException or DataDirectoryInUseException or DamagedLogException or DamagedEpochException
            or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Output.Fail(e.Message);
        }
    }
}
