namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>An HTTP request to a venue.</summary>
/// <param name="Path">Starts with a slash.</param>
/// <param name="WebSocket">Where this venue's socket listens; KuCoin tells it in its answer.</param>
public sealed record RestRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, Uri WebSocket)
{
    /// <summary>By name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>As it was sent, without its question mark: what signatures are made over.</summary>
    public string RawQuery { get; init; } = "";

    public string Body { get; init; } = "";

    public string? this[string name] => Query.GetValueOrDefault(name);
}
