using System.CommandLine;
using Arbit.EdgeRunner.Page;

namespace Arbit.EdgeRunner.Commands;

/// <summary>pause, halt and resume: the page's three buttons, for where there is no browser.</summary>
public static class TradingCommand
{
    private const string NoReason = "A person at the command line, without a word why.";

    public static IEnumerable<Command> Create() =>
    [
        Create("pause", TradingAction.Pause, "Nothing new is begun, what is open is managed to its end, until resumed"),
        Create("halt", TradingAction.Halt, "No order is sent any more, until resumed"),
        Create("resume", TradingAction.Resume, "Trade again after a pause, a halt, or a stop that waits for a person"),
    ];

    private static Command Create(string name, TradingAction action, string description)
    {
        var reason = new Option<string>("--reason") { Description = "why, in a sentence: it is shown wherever the state is", DefaultValueFactory = _ => NoReason };
        var url = RunningArbit.Url();
        var json = RunningArbit.Json();
        var command = new Command(name, description) { reason, url, json };
        command.SetAction(parsed => RunningArbit.WithAsync(parsed.GetValue(url)!, async arbit =>
        {
            var request = new TradingRequest { Action = action, Reason = parsed.GetValue(reason) };
            Output.WriteSaid(await arbit.PostAsync("/api/trading", request).ConfigureAwait(false), parsed.GetValue(json));
        }));
        return command;
    }
}
