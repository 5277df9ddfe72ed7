using System.Text.RegularExpressions;
using Arbit.Tests.Run;
using Arbit.Tests.Support;

namespace Arbit.Tests.Infra;

/// <summary>A runbook is read in a hurry: what it says to type exists.</summary>
public sealed partial class RunbookTests
{
    /// <summary>Milliseconds: these files are small.</summary>
    private const int Patience = 5_000;

    private const string Folder = "infra-bicep/runbooks";

    /// <summary>Verbs that the live build alone has.</summary>
    private static readonly string[] OfLive = ["confirm"];

    [Fact]
    public void There_is_one_for_each_occasion()
    {
        var names = Repository.Files(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!);
        Assert.Equal(["deploy", "first-real-dollar", "pause", "replay-a-dead-letter", "restore", "resume", "rotate-a-secret", "tear-down"], names);
    }

    [Fact]
    public async Task Every_verb_of_the_program_that_they_type_is_one_of_its_verbs()
    {
        var help = await ArbitProcess.RunAsync("--help");
        var known = Verb().Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).Concat(OfLive).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("resume", known);
        var texts = Repository.Files(Folder, "*.md").Concat([
            "infra-bicep/README.md", "edge-runner/Hosting/compose.yaml", "edge-runner/Hosting/compose.venues.yaml", "edge-runner/Hosting/Systemd/arbit.service",
            "edge-runner/Hosting/Prometheus/arbit.rules.yml", "edge-runner/Hosting/Dockerfile"]);
        foreach (var file in texts)
            Assert.All(Typed().Matches(Repository.Text(file)), match => Assert.True(known.Contains(match.Groups[1].Value), $"{file}: {match.Value}"));
    }

    [Fact]
    public void Every_file_and_every_output_that_they_name_is_there()
    {
        var outputs = Output().Matches(Repository.Text("infra-bicep/main.bicep")).Select(match => match.Groups[1].Value)
            .Concat(GivenName().Matches(Repository.Text("infra-bicep/main.parameters.json")).Select(match => match.Groups[1].Value))
            .Concat(["AZURE_ENV_NAME", "AZURE_SUBSCRIPTION_ID"]).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Repository.Files(Folder, "*.md").Append("infra-bicep/README.md"))
        {
            var text = Repository.Text(file);
            Assert.All(Link().Matches(text), match => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Repository.PathOf(file))!, match.Groups[1].Value)), $"{file}: {match.Value}"));
            Assert.All(Used().Matches(text), match => Assert.True(outputs.Contains(match.Groups[1].Value), $"{file}: {match.Value}"));
        }
    }

    [GeneratedRegex(@"^  (?<a>[a-z]+)\b", RegexOptions.Multiline, Patience)]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?:/app/arbit|(?<=[`\n""' ])arbit) (?<a>[a-z]+)(?=[ `""'\n])", RegexOptions.None, Patience)]
    private static partial Regex Typed();

    [GeneratedRegex(@"^output (?<a>\w+)", RegexOptions.Multiline, Patience)]
    private static partial Regex Output();

    [GeneratedRegex(@"\$\{(?<a>\w+)", RegexOptions.None, Patience)]
    private static partial Regex GivenName();

    [GeneratedRegex(@"\]\((?<a>[^)#:]+)\)", RegexOptions.None, Patience)]
    private static partial Regex Link();

    [GeneratedRegex(@"\$\{?(?<a>(?:AZURE|SERVICE|ARBIT|APPLICATIONINSIGHTS)_[A-Z_]+)", RegexOptions.None, Patience)]
    private static partial Regex Used();
}
