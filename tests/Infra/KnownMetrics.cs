using System.Text.RegularExpressions;
using Arbit.Tests.Telemetry;

namespace Arbit.Tests.Infra;

/// <summary>What <c>/metrics</c> has: every series' name, with the labels that it comes with.</summary>
internal static partial class KnownMetrics
{
    /// <summary>Milliseconds: these files are small.</summary>
    private const int Patience = 5_000;

    /// <summary>What Prometheus itself puts to every series.</summary>
    private static readonly string[] OfThePrometheus = ["instance", "job", "cluster"];

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Labels { get; } = Read();

    /// <summary>The metrics that a text names, whatever its language.</summary>
    public static IReadOnlyList<string> In(string text) => Name().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>What is wrong with a PromQL expression's series: unknown names and labels.</summary>
    public static IEnumerable<string> Problems(string expression)
    {
        foreach (Match series in Series().Matches(expression))
        {
            var name = series.Groups["name"].Value;
            if (!Labels.TryGetValue(name, out var labels))
                yield return $"{name} is no metric, in {expression}";
            else
            {
                foreach (var label in Label().Matches(series.Groups["labels"].Value).Select(match => match.Groups[1].Value).Where(label => !labels.Contains(label) && !OfThePrometheus.Contains(label)))
                    yield return $"{name} has no label {label}, in {expression}";
            }
        }
    }

    private static Dictionary<string, IReadOnlySet<string>> Read()
    {
        using var all = new AllMetrics();
        all.Meter.Order("kraken", "filled");
        all.Meter.Profit("kraken", 1);
        all.Meter.Opportunity(EdgeRunner.Page.State.OpportunityKind.Cross, "taken");
        all.Meter.LoopLatency(1);
        return Series().Matches(string.Join('\n', all.Render().Split('\n').Where(line => !line.StartsWith('#'))))
            .GroupBy(match => match.Groups["name"].Value, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => (IReadOnlySet<string>)group.SelectMany(match => Label().Matches(match.Groups["labels"].Value)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\bmf_[a-z0-9_]+", RegexOptions.None, Patience)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?<name>mf_[a-z0-9_]+)(?:\{(?<labels>[^}]*)\})?", RegexOptions.None, Patience)]
    private static partial Regex Series();

    [GeneratedRegex("(?<a>[a-z_]+)(?:=~|!=|!~|=)\"", RegexOptions.None, Patience)]
    private static partial Regex Label();
}
