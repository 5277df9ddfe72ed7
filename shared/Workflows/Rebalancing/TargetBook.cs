namespace Arbit.Workflows.Rebalancing;

/// <summary>What smart balancing remembers.</summary>
/// <param name="Weights">Each account's target, as a person accepted it; null where none was accepted, and the configured ones stand.</param>
/// <param name="Seen">Opportunities by venue when it was last asked, so that the next proposal goes by newer ones.</param>
public sealed record TargetBook(IReadOnlyDictionary<string, int>? Weights, IReadOnlyDictionary<string, long> Seen)
{
    public static TargetBook None { get; } = new(null, new Dictionary<string, long>(StringComparer.Ordinal));
}
