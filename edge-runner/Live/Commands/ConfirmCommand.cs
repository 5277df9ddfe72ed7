using System.CommandLine;
using Arbit.EdgeRunner.Commands;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Run;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Live.Commands;

/// <summary>confirm: a person types the sentence that lets real orders out to an account, within its limits.</summary>
public static class ConfirmCommand
{
    public static Command Create()
    {
        var venue = new Argument<string>("venue") { Description = "Which account" };
        var data = new Option<string?>("--data") { Description = "The data directory of the run" };
        var set = new Option<string[]>("--set") { Description = "Name=Value, as for run" };
        var command = new Command("confirm", "Real orders: type the sentence that lets them out to an account, within its limits") { venue, data, set };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(venue)!, parsed.GetValue(data), parsed.GetValue(set) ?? [], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string name, string? data, string[] set, CancellationToken cancellation)
    {
        try
        {
            await using var home = RunHome.Of(TimeProvider.System);
            var settings = SettingsReader.Read(SettingsOverrides.None with { Data = data, Set = set }, await home.SecretsAsync(cancellation));
            if (settings.Venues.FirstOrDefault(each => each.Definition.Name == name)?.Definition.Venue is not { } venue)
                return Output.Fail($"{name} is not configured; configured are {string.Join(", ", settings.Venues.Select(each => each.Definition.Name))}");
            var limits = settings.Live.Limits[venue];
            var confirmations = new OrderConfirmations(Path.GetFullPath(settings.Options.DataPath), settings.Live.Orders);
            Console.WriteLine($"Type this to let orders out to {venue}; anything else leaves it as it is:");
            Console.WriteLine(confirmations.SentenceOf(venue, limits));
            if (!confirmations.TryConfirm(venue, limits, Console.ReadLine() ?? ""))
                return Output.Fail("that is not the sentence: nothing is confirmed");
            if (home.Facts is { } facts)
                await confirmations.StoreAsync(facts, venue, cancellation);
            Console.WriteLine($"Confirmed. Orders leave where Live:Orders is {(settings.Live.Orders == OrderMode.Rehearsal ? "rehearse" : "real")}; it is {settings.Options.Live.Orders}. A run that is under way takes it within a minute.");
            return 0;
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }
        catch (IOException e)
        {
            return Output.Fail(e.Message);
        }
    }
}
