using System.Text.Json;
using System.Text.RegularExpressions;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Telemetry;
using Arbit.Tests.Support;

namespace Arbit.Tests.Infra;

/// <summary>What Bicep's own checkers cannot know: that infrastructure and program mean the same things.</summary>
public sealed partial class BicepTests
{
    /// <summary>Milliseconds: these files are small.</summary>
    private const int Patience = 5_000;

    private const string Main = "infra-bicep/main.bicep";

    /// <summary>Azure's built-in roles by their ids; no other is given to anybody.</summary>
    private static readonly Dictionary<string, string> Roles = new(StringComparer.Ordinal)
    {
        ["eventHubsDataSender"] = "2b629674-e913-4c01-ae53-ef4638d8f975",
        ["eventHubsDataReceiver"] = "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
        ["storageBlobDataContributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["storageQueueDataContributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["storageTableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["acrPull"] = "7f951dda-4ed3-4680-a7ca-43fe172d538d",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["durableTaskDataContributor"] = "0ad04412-c4d5-4796-b79c-f76d14c8d402",
    };

    /// <summary>Read by Azure's own hosts and libraries, by names that are theirs.</summary>
    private static readonly string[] OfAzure =
    [
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID", "OTEL_SERVICE_NAME",
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "EventHubs__credential", "EventHubs__clientId", "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type", "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
    ];

    /// <summary>Read by live code alone.</summary>
    private static readonly string[] OfLive =
        ["EventHubs__fullyQualifiedNamespace", "Tables__Endpoint", "KeyVault__Endpoint", "Lease__BlobEndpoint", "TASKHUB_NAME", "Arbit__Live__Orders"];

    [Fact]
    public void Every_module_is_used_and_every_one_used_is_there()
    {
        var used = Module().Matches(Repository.Text(Main)).Select(match => $"infra-bicep/{match.Groups[1].Value}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(Repository.Files("infra-bicep/modules", "*"), used);
    }

    [Fact]
    public void Every_parameter_is_given_and_every_one_given_is_there()
    {
        var declared = Parameter().Matches(Repository.Text(Main)).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        var given = JsonElement.Parse(Repository.Text("infra-bicep/main.parameters.json")).GetProperty("parameters").EnumerateObject().Select(each => each.Name).Order(StringComparer.Ordinal);
        Assert.Equal(declared, given);
    }

    [Fact]
    public void No_secret_is_in_it_and_none_comes_out_of_it()
    {
        foreach (var file in Repository.Files("infra-bicep", "*").Append("azure.yaml"))
        {
            var text = Repository.Text(file);
            Assert.DoesNotMatch(@"(?i)list(keys|accountsas|secrets|credentials)\s*\(|sharedaccesskey=|accountkey=|@secure|adminuserenabled:\s*true|allowsharedkeyaccess:\s*true|disablelocalauth:\s*false", text);
        }

        var outputs = Output().Matches(Repository.Text(Main)).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("AZURE_CONTAINER_REGISTRY_ENDPOINT", outputs);
        Assert.All(outputs, name => Assert.DoesNotMatch("(?i)secret|password|token|_key$|sas", name));
    }

    [Fact]
    public void Roles_are_the_ones_that_are_known_by_their_names()
    {
        var given = Repository.Files("infra-bicep/modules", "*.bicep").SelectMany(file => Role().Matches(Repository.Text(file)))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct().Order().ToList();
        Assert.Equal(Roles.Select(role => (role.Key, role.Value)).Order(), given);
    }

    [Fact]
    public void Services_of_azd_are_where_it_looks_for_them_and_what_they_run_on_bears_their_names()
    {
        var text = Repository.Text("azure.yaml");
        var services = Service().Matches(text[text.IndexOf("services:", StringComparison.Ordinal)..text.IndexOf("workflows:", StringComparison.Ordinal)])
            .Select(match => (Name: match.Groups[1].Value, Folder: match.Groups[2].Value)).ToList();
        Assert.Equal(["functions", "edge"], services.Select(service => service.Name));
        foreach (var (name, folder) in services)
        {
            Assert.NotEmpty(Directory.GetFiles(Repository.PathOf(folder), "*.csproj"));
            Assert.Contains($"'azd-service-name': '{name}'", Repository.Text($"infra-bicep/modules/{name}.bicep"), StringComparison.Ordinal);
            Assert.Contains($"output SERVICE_{name.ToUpperInvariant()}_NAME ", Repository.Text(Main), StringComparison.Ordinal);
        }

        var docker = DockerPath().Match(text).Groups[1].Value;
        Assert.True(Repository.Has($"edge-runner/{docker}"), docker);
        Assert.Contains("path: infra-bicep", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edge", "edge-runner/Live")]
    [InlineData("functions", "functions")]
    public void Every_setting_that_is_set_is_one_that_is_read(string host, string folder)
    {
        var names = Setting().Matches(Repository.Text($"infra-bicep/modules/{host}.bicep")).Select(match => match.Groups[1].Value).Where(name => name != "ASPNETCORE_HTTP_PORTS").ToList();
        Assert.Contains("EventHubs__fullyQualifiedNamespace", names);
        foreach (var name in names.Except(OfAzure, StringComparer.Ordinal).Except(OfLive, StringComparer.Ordinal))
            Assert.True(IsOption(name), $"{host}: {name} is read by nobody");

        // Once the host's own live code reads settings, it has to read these.
        var sources = Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.json")).Select(Repository.Text).ToList();
        if (!sources.Any(source => source.Contains("IConfiguration", StringComparison.Ordinal)))
            return;
        var all = string.Concat(sources.Append(Repository.Text("shared/Live/Connections.cs")).Concat(Repository.Files("shared", "*Options.cs").Concat(Repository.Files("edge-runner/Configuration", "*Options.cs")).Select(Repository.Text)));
        Assert.All(names.Intersect(OfLive, StringComparer.Ordinal), name => Assert.Contains(name.Split("__")[^1], all, StringComparison.Ordinal));
    }

    [Fact]
    public void Alerts_and_workbook_name_measures_that_the_edge_writes()
    {
        var asked = KnownMetrics.In(Repository.Text("infra-bicep/modules/alerts.bicep")).Concat(KnownMetrics.In(Repository.Text("infra-bicep/workbook/arbit.workbook.json"))).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, MetricsLine.Names));
        Assert.Contains("Arbit__MetricsLineSeconds", Repository.Text("infra-bicep/modules/edge.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_workbook_has_the_panels_that_operators_expect()
    {
        var items = JsonElement.Parse(Repository.Text("infra-bicep/workbook/arbit.workbook.json")).GetProperty("items").EnumerateArray();
        var panels = items.Select(item => item.GetProperty("name").GetString()).ToList();
        foreach (var expected in (string[])["mode", "signals", "workflows", "stuck", "approvals", "heartbeat", "staleness", "command-age", "drift", "transfers", "errors"])
            Assert.Contains(expected, panels);
    }

    [Fact]
    public void The_edge_is_one_replica_with_probes_where_the_program_answers()
    {
        var edge = Repository.Text("infra-bicep/modules/edge.bicep");
        Assert.Contains("minReplicas: 1, maxReplicas: 1", edge, StringComparison.Ordinal);
        Assert.Contains("activeRevisionsMode: 'Single'", edge, StringComparison.Ordinal);
        Assert.Contains($"var port = {new ArbitOptions().Port}\n", edge, StringComparison.Ordinal);
        var page = Repository.Text("edge-runner/Page/PageEndpoints.cs");
        Assert.All(Probe().Matches(edge), match => Assert.Contains($"MapGet(\"{match.Groups[1].Value}\"", page, StringComparison.Ordinal));
        Assert.Equal(["/healthz", "/readyz"], Probe().Matches(edge).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Hubs_and_their_readers_are_those_of_the_program()
    {
        var events = Repository.Text("infra-bicep/modules/events.bicep");
        foreach (var (hub, groups) in (ReadOnlySpan<(string, string)>)[("commands", "['edge']"), ("facts", "['slow', 'page']"), ("deadletter", "['operations']")])
            Assert.Matches($@"name: '{hub}'.*groups: {Regex.Escape(groups)}", events);
        Assert.DoesNotContain("'$Default'", events, StringComparison.Ordinal);
    }

    internal static bool IsOption(string environment)
    {
        var parts = environment.Split("__");
        var type = typeof(ArbitOptions);
        foreach (var part in parts[0] == "Arbit" ? parts[1..] : ["?"])
        {
            if (type.GetProperty(part) is not { } property)
                return false;
            type = property.PropertyType;
        }

        return true;
    }

    [GeneratedRegex("^module \\w+ '(?<a>[^']+)'", RegexOptions.Multiline, Patience)]
    private static partial Regex Module();

    [GeneratedRegex(@"^param (?<a>\w+)", RegexOptions.Multiline, Patience)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^output (?<a>\w+)", RegexOptions.Multiline, Patience)]
    private static partial Regex Output();

    [GeneratedRegex("^var (?<a>\\w+) = '(?<b>[0-9a-f]{8}-[0-9a-f-]{27})'", RegexOptions.Multiline, Patience)]
    private static partial Regex Role();

    [GeneratedRegex(@"^  (?<a>\w+):\n    project: \./(?<b>\S+)", RegexOptions.Multiline, Patience)]
    private static partial Regex Service();

    [GeneratedRegex(@"path: \./(?<a>\S+)\n\s+context", RegexOptions.None, Patience)]
    private static partial Regex DockerPath();

    [GeneratedRegex("^  (?:\\{ name: ')?(?<a>[A-Za-z]+(?:_+[A-Za-z]+)+)(?:', value|: )", RegexOptions.Multiline, Patience)]
    private static partial Regex Setting();

    [GeneratedRegex("httpGet: \\{ path: '(?<a>[^']+)'", RegexOptions.None, Patience)]
    private static partial Regex Probe();
}
