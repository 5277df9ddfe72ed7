using System.CommandLine;
using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Servers;
using Arbit.EdgeRunner.Slow;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Commands;

/// <summary>venues: the simulated venues as a process of their own, with accounts, so that they live on when an Arbit that trades there is killed.</summary>
public static class VenuesCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "where their addresses are told (default: 9200)", DefaultValueFactory = _ => 9200 };
        var venue = new Option<string[]>("--venue") { Description = "only this venue; may be given again" };
        var set = new Option<string[]>("--set") { Description = "any setting, as Name=Value (Simulation:Seed=7); may be given again" };
        var command = new Command("venues", "Simulated venues with accounts, to rehearse a live build against") { port, venue, set };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetValue(venue) ?? [], parsed.GetValue(set) ?? [], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int port, string[] venues, string[] set, CancellationToken cancellation)
    {
        try
        {
            var settings = SettingsReader.Read(SettingsOverrides.None with { Venues = venues, Set = set });
            await using var simulated = await SimulatedVenues.StartAsync(OptionsOf(settings), TimeProvider.System, cancellation);
            await using var told = await SimulatedVenuesHost.ListenAsync(simulated.Endpoints, port, cancellation);
            Announce(settings, simulated.Endpoints, port);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }
        catch (IOException e)
        {
            return Output.Fail($"port {port}: {e.Message}");
        }
    }

    /// <summary>As configured for a run, and with accounts.</summary>
    internal static SimulationOptions OptionsOf(ArbitSettings settings) => settings.Simulation with
    {
        Accounts = settings.Venues.ToDictionary(venue => venue.Definition.Name, RehearsalAccounts.Of, StringComparer.Ordinal),
        Funding = PaperAddresses.PlanOf(settings),
    };

    private static void Announce(ArbitSettings settings, IReadOnlyList<SimulatedEndpoint> endpoints, int port)
    {
        Console.WriteLine("Simulated venues run here, with money that is none.");
        foreach (var endpoint in endpoints)
            Console.WriteLine($"  {endpoint.Venue,-9}{endpoint.Rest}");
        Console.WriteLine("A live build rehearses against them in another shell, with these keys:");
        foreach (var venue in settings.Venues.Select(each => each.Definition.Venue))
        {
            var key = RehearsalAccounts.KeyOf(venue, KeyRole.Trade);
            Console.WriteLine($"  export {EnvironmentKeys.NameOf(venue, KeyRole.Trade, "KEY")}={key.Key} {EnvironmentKeys.NameOf(venue, KeyRole.Trade, "SECRET")}={key.Secret} {EnvironmentKeys.NameOf(venue, KeyRole.Trade, "PASSPHRASE")}={key.Passphrase}");
        }

        Console.WriteLine($"  arbit run --set Live:Orders=rehearse --set Simulation:Address=http://127.0.0.1:{port} --set Slow:Enabled=false --set Lease:TtlSeconds=30 --set Lease:MarginSeconds=5 --data rehearsal");
        Console.WriteLine("  Ctrl-C ends them, and what the accounts held.");
    }
}
