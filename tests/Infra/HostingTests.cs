using System.Text.Json;
using System.Text.RegularExpressions;
using Arbit.Tests.Support;

namespace Arbit.Tests.Infra;

/// <summary>What lies in edge-runner/Hosting means the program that it hosts: its paths, settings, verbs and measures.</summary>
public sealed partial class HostingTests
{
    /// <summary>Milliseconds: these files are small.</summary>
    private const int Patience = 5_000;

    private const string Folder = "edge-runner/Hosting";

    [Fact]
    public void Grafanas_queries_name_metrics_and_labels_that_exist()
    {
        var board = JsonElement.Parse(Repository.Text($"{Folder}/Grafana/arbit.json"));
        var queries = board.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToList();
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.NotEmpty(KnownMetrics.In(query)));
        Assert.Empty(queries.SelectMany(KnownMetrics.Problems));
        Assert.Empty(board.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Select(variable => variable.GetProperty("query").GetString()!)
            .SelectMany(KnownMetrics.Problems));
    }

    [Fact]
    public void Prometheus_rules_name_metrics_and_labels_that_exist()
    {
        var rules = Expression().Matches(Repository.Text($"{Folder}/Prometheus/arbit.rules.yml")).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.True(rule.StartsWith("up{", StringComparison.Ordinal) || KnownMetrics.In(rule).Count > 0, rule));
        Assert.Empty(rules.SelectMany(KnownMetrics.Problems));
    }

    [Fact]
    public void What_does_not_exist_is_found()
    {
        Assert.Single(KnownMetrics.Problems("sum(mf_never_total)"));
        Assert.Single(KnownMetrics.Problems("mf_feed_age_seconds{moon=\"full\", venue=\"kraken\"}"));
        Assert.Empty(KnownMetrics.Problems("histogram_quantile(0.5, sum by (le) (rate(mf_loop_latency_ms_bucket{instance=~\"$i\"}[5m])))"));
    }

    [SkippableFact]
    public async Task Prometheus_own_checker_takes_its_configuration_and_rules()
    {
        Skip.If(Tool.Find("promtool") is null, "No promtool: apt-get install -y prometheus");
        var (code, said) = await Tool.RunAsync("promtool", Repository.PathOf($"{Folder}/Prometheus"), "check", "config", "prometheus.yml");
        Assert.True(code == 0, said);
        Assert.Contains("rules found", said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Systemds_own_checker_takes_the_unit()
    {
        Skip.If(Tool.Find("systemd-analyze") is null, "No systemd-analyze: apt-get install -y systemd");
        using var folder = new Journal.TemporaryDirectory();
        var unit = folder.File("arbit.service");
        // It looks for the program, which is not installed here: this process's own stands for it.
        await File.WriteAllTextAsync(unit, Repository.Text($"{Folder}/Systemd/arbit.service").Replace("/opt/arbit/arbit", Environment.ProcessPath!, StringComparison.Ordinal));
        var (code, said) = await Tool.RunAsync("systemd-analyze", folder.Path, "verify", unit);
        Assert.Equal((0, ""), (code, said));
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("compose.venues.yaml")]
    public void Compose_files_build_what_is_there_with_settings_that_are_read(string file)
    {
        var text = Repository.Text($"{Folder}/{file}");
        var context = Context().Match(text).Groups[1].Value;
        Assert.Equal(Repository.PathOf("."), Path.GetFullPath(Path.Combine(Repository.PathOf(Folder), context)));
        Assert.All(DockerfilePath().Matches(text), match => Assert.True(Repository.Has(match.Groups[1].Value), match.Value));
        Assert.All(Setting().Matches(text), match => Assert.True(BicepTests.IsOption(match.Value), match.Value));
        Assert.NotEmpty(Setting().Matches(text));
        Assert.Contains("read_only: true", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s+- ""(\d+):\d+""", text);
        Assert.Empty(Venue().Matches(text).GroupBy(match => match.Groups[1].Value).Where(same => same.Count() > 1).Select(same => $"{same.Key} is in two groups"));
    }

    [Fact]
    public void The_image_is_built_of_what_its_context_lets_through()
    {
        var ignore = Repository.Text($"{Folder}/Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        Assert.All(ignore, path => Assert.True(Repository.Has(path), path));
        foreach (var needed in (string[])["edge-runner", "shared", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "BannedSymbols.txt", "global.json", ".editorconfig"])
            Assert.Contains(needed, ignore);
        var docker = Repository.Text($"{Folder}/Dockerfile");
        Assert.All(Setting().Matches(docker), match => Assert.True(BicepTests.IsOption(match.Value), match.Value));
        Assert.Contains("USER 1654", docker, StringComparison.Ordinal);
        Assert.Contains("chiselled", docker, StringComparison.Ordinal);
        Assert.Contains("<AssemblyName>arbit</AssemblyName>", Repository.Text("edge-runner/Arbit.EdgeRunner.csproj"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s+expr: (?<a>.+)$", RegexOptions.Multiline, Patience)]
    private static partial Regex Expression();

    [GeneratedRegex(@"context: (?<a>\S+)", RegexOptions.None, Patience)]
    private static partial Regex Context();

    [GeneratedRegex(@"dockerfile: (?<a>\S+)", RegexOptions.None, Patience)]
    private static partial Regex DockerfilePath();

    [GeneratedRegex(@"\bArbit(?:__\w+)+\b", RegexOptions.None, Patience)]
    private static partial Regex Setting();

    [GeneratedRegex(@"--venue, (?<a>\w+)", RegexOptions.None, Patience)]
    private static partial Regex Venue();
}
