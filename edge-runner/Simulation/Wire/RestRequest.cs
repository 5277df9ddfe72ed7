namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>An HTTP request to a venue.</summary>
/// <param name="Path">Starts with a slash.</param>
/// <param name="WebSocket">Where this venue's socket listens; KuCoin tells it in its answer.</param>
public sealed record RestRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, Uri WebSocket)
{
    public string? this[string name] => Query.GetValueOrDefault(name);
}
