using System.Text.Json;
using System.Text.Json.Nodes;
using Arbit.Slow.Configuration;
using Microsoft.Extensions.Configuration;

namespace Arbit.Tests.Functions;

/// <summary>What stands beside the functions in files: it is read by Azure, so only a test here would notice.</summary>
public sealed class FunctionsFilesTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void The_host_traces_orchestrations_in_the_second_version_and_samples_nothing()
    {
        var host = Json("functions/host.json");
        var durable = host["extensions"]!["durableTask"]!;
        Assert.Equal("2.0", (string)host["version"]!);
        Assert.Equal(("V2", true), ((string)durable["tracing"]!["version"]!, (bool)durable["tracing"]!["distributedTracingEnabled"]!));
        Assert.False((bool)durable["tracing"]!["traceInputsAndOutputs"]!);
        Assert.Equal("Information", (string)host["logging"]!["logLevel"]!["Host.Triggers.DurableTask"]!);
        Assert.False((bool)host["logging"]!["applicationInsights"]!["samplingSettings"]!["isEnabled"]!);
    }

    [Fact]
    public void Azure_Storage_is_the_backend_until_an_app_setting_says_otherwise()
    {
        var durable = Json("functions/host.json")["extensions"]!["durableTask"]!;
        Assert.Equal("%TASKHUB_NAME%", (string)durable["hubName"]!);
        Assert.Equal(("AzureStorage", "AzureWebJobsStorage"), ((string)durable["storageProvider"]!["type"]!, (string)durable["storageProvider"]!["connectionStringName"]!));
        Assert.InRange(TimeSpan.Parse((string)durable["storageProvider"]!["maxQueuePollingInterval"]!, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal(("1", "CurrentOrOlder"), ((string)durable["defaultVersion"]!, (string)durable["versionMatchStrategy"]!));

        // The very names that the scheduler's setting overrides.
        var bicep = File.ReadAllText(Path.Combine(Root, "infra-bicep/modules/functions.bicep"));
        Assert.Contains("AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'", bicep, StringComparison.Ordinal);
        Assert.Contains("AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName", bicep, StringComparison.Ordinal);
        Assert.Contains("TASKHUB_NAME", bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_come_in_small_batches_at_once_and_the_door_never_answers_429()
    {
        var extensions = Json("functions/host.json")["extensions"]!;
        Assert.Equal((50, 1, "fromStart"), ((int)extensions["eventHubs"]!["maxEventBatchSize"]!, (int)extensions["eventHubs"]!["batchCheckpointFrequency"]!, (string)extensions["eventHubs"]!["initialOffsetOptions"]!["type"]!));
        Assert.Equal((-1, -1, false), ((int)extensions["http"]!["maxOutstandingRequests"]!, (int)extensions["http"]!["maxConcurrentRequests"]!, (bool)extensions["http"]!["dynamicThrottlesEnabled"]!));
        Assert.Equal("api", (string)extensions["http"]!["routePrefix"]!);
    }

    [Fact]
    public void The_functions_begin_with_the_same_settings_as_the_edge()
    {
        var (functions, edge) = (Json("functions/appsettings.json")["Arbit"]!.AsObject(), Json("edge-runner/appsettings.json")["Arbit"]!.AsObject());
        foreach (var name in (string[])["InitialMode", "Dollars", "Signals"])
            Assert.True(JsonNode.DeepEquals(edge[name], functions[name]), name);
        foreach (var name in (string[])["Btc", "Gold"])
            Assert.True(JsonNode.DeepEquals(edge["Fuel"]![name], functions["Fuel"]![name]), name);
        foreach (var (name, value) in edge["Slow"]!.AsObject().Where(each => each.Key != "Enabled"))
            Assert.True(JsonNode.DeepEquals(value, functions["Slow"]![name]), name);
        Assert.Equal(edge["Venues"]!.AsArray().Select(venue => (string)venue!["Name"]!), functions["Venues"]!.AsArray().Select(venue => (string)venue!["Name"]!));
    }

    [Fact]
    public void They_can_be_begun_with()
    {
        var options = new SlowSideOptions();
        new ConfigurationBuilder().AddJsonFile(Path.Combine(Root, "functions/appsettings.json")).Build().GetSection("Arbit").Bind(options);
        var settings = SlowSideSettings.Read(options, ["binance", "kraken", "kucoin"]);
        Assert.Equal(3, settings.Accounts.Count);
        Assert.Empty(settings.Operators);
        Assert.False(settings.MovesMoney);
    }

    [Fact]
    public void The_settings_sample_holds_no_secret_and_names_what_the_cloud_sets()
    {
        var values = Json("functions/local.settings.sample.json")["Values"]!.AsObject();
        Assert.All(values.Where(value => value.Key.EndsWith("Token", StringComparison.Ordinal)), token => Assert.Equal("", (string)token.Value!));
        Assert.Equal("UseDevelopmentStorage=true", (string)values["AzureWebJobsStorage"]!);
        var bicep = File.ReadAllText(Path.Combine(Root, "infra-bicep/modules/functions.bicep"));
        foreach (var name in (string[])["EventHubs__fullyQualifiedNamespace", "Tables__Endpoint", "KeyVault__Endpoint", "Arbit__Live__Orders"])
            Assert.Contains(name + ":", bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_names_the_doors_as_the_functions_have_them()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "functions/README.md"));
        foreach (var route in Directory.EnumerateFiles(Path.Combine(Root, "functions"), "*Function*.cs", SearchOption.AllDirectories).SelectMany(file => File.ReadLines(file))
            .Where(line => line.Contains("Route = \"", StringComparison.Ordinal)).Select(line => line.Split("Route = \"")[1].Split('"')[0].Split('{')[0].TrimEnd('/')).Distinct(StringComparer.Ordinal))
            Assert.Contains("/api/" + route, readme, StringComparison.Ordinal);
    }

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Root, path)), documentOptions: new JsonDocumentOptions { AllowTrailingCommas = false })!;

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Arbit.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
