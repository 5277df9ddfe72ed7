using Arbit.Lending;
using Arbit.Live;
using Arbit.Live.Events;
using Arbit.Live.Lending;
using Arbit.Live.Venues;
using Arbit.Slow.Activities;
using Arbit.Slow.Configuration;
using Arbit.State;
using Azure.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arbit.Functions.Setup;

/// <summary>Puts the slow side together from what is configured: appsettings.json beside the program, then the vault, then the app settings.</summary>
internal static class SlowSideSetup
{
    private const string Section = "Arbit";

    private static readonly TimeSpan ChainPatience = TimeSpan.FromSeconds(20);

    /// <exception cref="InvalidSettingsException">Something is wrong; all of it is in the message.</exception>
    public static async Task AddSlowSideAsync(this FunctionsApplicationBuilder builder, TimeProvider time, CancellationToken cancellation)
    {
        var connections = new Connections(name => builder.Configuration[name], new DefaultAzureCredential());
        await AddSourcesAsync(builder.Configuration, connections, time, cancellation);
        var problems = new List<string>();
        var settings = Read(() => SlowSideSettings.Read(OptionsFrom(builder.Configuration), [.. SdkVenues.Names]), problems);
        var store = Read(() => connections.Store, problems);
        var hubs = Read(() => connections.Hubs, problems);
        if (settings is null || store is null || hubs is null)
            throw new InvalidSettingsException(problems);
        var accounts = new Accounts(settings, new ConfiguredKeys(builder.Configuration.GetSection(Section)), store, time);

        builder.Services.AddSingleton(accounts);
        builder.Services.AddSingleton(provider => new EventHubsBus(hubs, time));
        builder.Services.AddSingleton(provider => new AlertBoard(new LoggedLines(provider.GetRequiredService<ILoggerFactory>().CreateLogger("Arbit.Alerts"))));
        builder.Services.AddSingleton(provider => new SlowHome(
            settings, store, provider.GetRequiredService<EventHubsBus>(), accounts.All, LendingOf(settings, store, time), provider.GetRequiredService<AlertBoard>(), time));
        builder.Services.AddHostedService<KeyTest>();
        builder.Services.AddHostedService<Remarks>();
        builder.Services.AddHostedService<TotalsTold>();
    }

    /// <summary>Null where it is wrong: then the next is looked at all the same, so that everything is said at once.</summary>
    private static T? Read<T>(Func<T> read, List<string> problems)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidSettingsException e)
        {
            problems.AddRange(e.Problems);
            return null;
        }
    }

    /// <summary>Both stand before the environment, which has the last word.</summary>
    private static async Task AddSourcesAsync(ConfigurationManager configuration, Connections connections, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var file = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = false };
            file.ResolveFileProvider();
            configuration.Sources.Insert(0, file);
            if (connections.Secrets(time) is not { } vault)
                return;
            var secrets = await vault.ReadAsync(cancellation);
            configuration.Sources.Insert(1, new MemoryConfigurationSource
            {
                InitialData = secrets.Select(secret => KeyValuePair.Create($"{Section}:{secret.Key}", secret.Value)),
            });
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException or FormatException or IOException)
        {
            throw new InvalidSettingsException([e.Message]);
        }
    }

    /// <summary>A dry run lends nothing: a transaction is real on any chain.</summary>
    private static AavePool? LendingOf(SlowSideSettings settings, IStateStore store, TimeProvider time)
        => settings is { MovesMoney: true, Slow.Lending: { } lending } ? new AavePool(new JsonRpcClient(new HttpClient { Timeout = ChainPatience }, lending.Node), lending, store, time) : null;

    private static SlowSideOptions OptionsFrom(IConfiguration configuration)
    {
        try
        {
            var options = new SlowSideOptions();
            configuration.GetSection(Section).Bind(options);
            return options;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidSettingsException([e.InnerException?.Message ?? e.Message]);
        }
    }
}
