using System.CommandLine;
using Arbit.EdgeRunner.Commands;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Guards;
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
        command.SetAction(parsed => Run(parsed.GetValue(venue)!, parsed.GetValue(data), parsed.GetValue(set) ?? []));
        return command;
    }

    private static int Run(string name, string? data, string[] set)
    {
        try
        {
            var settings = SettingsReader.Read(SettingsOverrides.None with { Data = data, Set = set });
            if (settings.Venues.FirstOrDefault(each => each.Definition.Name == name)?.Definition.Venue is not { } venue)
                return Output.Fail($"{name} is not configured; configured are {string.Join(", ", settings.Venues.Select(each => each.Definition.Name))}");
            var limits = settings.Live.Limits[venue];
            Console.WriteLine($"Type this to let orders with real money out to {venue}; anything else leaves it as it is:");
            Console.WriteLine(OrderConfirmations.SentenceOf(venue, limits));
            var confirmations = new OrderConfirmations(Path.GetFullPath(settings.Options.DataPath));
            if (!confirmations.TryConfirm(venue, limits, Console.ReadLine() ?? ""))
                return Output.Fail("that is not the sentence: nothing is confirmed");
            Console.WriteLine($"Confirmed. Orders leave where Live:Orders is real; it is {settings.Options.Live.Orders}.");
            return 0;
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }
    }
}
