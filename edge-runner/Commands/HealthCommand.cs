using System.CommandLine;

namespace Arbit.EdgeRunner.Commands;

/// <summary>health: whether the one that runs lives; with --ready, whether it could trade. For where there is no shell and no curl.</summary>
public static class HealthCommand
{
    public static Command Create()
    {
        var ready = new Option<bool>("--ready") { Description = "whether there are books to trade on at every venue" };
        var url = RunningArbit.Url();
        var json = RunningArbit.Json();
        var command = new Command("health", "Whether a running Arbit lives (--ready: could trade); exit code 2 where not") { ready, url, json };
        command.SetAction(parsed => RunningArbit.WithAsync(parsed.GetValue(url)!, async arbit =>
            Output.WriteSaid(await arbit.HealthAsync(parsed.GetValue(ready) ? "/readyz" : "/healthz").ConfigureAwait(false), parsed.GetValue(json))));
        return command;
    }
}
