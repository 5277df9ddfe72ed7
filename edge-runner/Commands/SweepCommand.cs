using System.CommandLine;
using Arbit.EdgeRunner.Page;

namespace Arbit.EdgeRunner.Commands;

/// <summary>sweep: the month's profit to the cold wallet, as gold.</summary>
public static class SweepCommand
{
    public static Command Create()
    {
        var url = RunningArbit.Url();
        var json = RunningArbit.Json();
        var command = new Command("sweep", "Sweep: gold is bought for the profit's share, and leaves for the cold wallet when its cost is approved; once a calendar month") { url, json };
        command.SetAction(parsed => RunningArbit.WithAsync(parsed.GetValue(url)!, async arbit =>
            Output.WriteSaid(await arbit.PostAsync("/api/sweep", new WishRequest()).ConfigureAwait(false), parsed.GetValue(json))));
        return command;
    }
}
