using Arbit.Functions.Setup;
using Arbit.Slow.Configuration;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
try
{
    await builder.AddSlowSideAsync(TimeProvider.System, CancellationToken.None);
}
catch (InvalidSettingsException e)
{
    // Nothing begins with settings that are wrong: the Functions host shows what a worker says before it ends.
    await Console.Error.WriteLineAsync($"arbit: these settings are wrong:{Environment.NewLine}{e.Message}");
    return 1;
}

builder.AddTelemetry();
await builder.Build().RunAsync();
return 0;
