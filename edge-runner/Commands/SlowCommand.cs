using System.CommandLine;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Run;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Commands;

/// <summary>slow --edge URL: the slow side as a process of its own, beside an edge that runs with Slow:Enabled=false.</summary>
public static class SlowCommand
{
    public static Command Create()
    {
        var edge = new Option<string>("--edge") { Description = "where the edge's page is: http://127.0.0.1:9109", Required = true };
        var data = new Option<string?>("--data") { Description = "where its workflows and signals are kept (default: data)" };
        var port = new Option<int>("--port") { Description = "where it takes signals (default: 9110)", DefaultValueFactory = _ => 9110 };
        var set = new Option<string[]>("--set") { Description = "any setting, as Name=Value (Signals:MaxAgeSeconds=60); may be given again" };
        var command = new Command("slow", "Run modes, conversions, transfers and signals beside an edge") { edge, data, port, set };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(edge)!, parsed.GetValue(data), parsed.GetValue(port), parsed.GetValue(set) ?? [], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string address, string? data, int port, string[] set, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var edge) || edge.Scheme is not ("http" or "https"))
            return Output.Fail($"--edge {address} is no address; it is one like http://127.0.0.1:9109");
        try
        {
            return await SlowProcess.ServeAsync(SettingsReader.Read(new SettingsOverrides(null, [], data, port, set)), edge, TimeProvider.System, cancellation);
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }
        catch (Exception e) when (e is DataDirectoryInUseException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Output.Fail(e.Message);
        }
    }
}
