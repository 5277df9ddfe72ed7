using Arbit.Money;

namespace Arbit.Workflows.Rebalancing;

/// <summary>What a look at the drift led to.</summary>
/// <param name="Waiting">Moves that are asked for and wait: too small, or not free.</param>
public sealed record RebalanceResult(int Conversions, int Transfers, int Waiting, string Text) : IOutcome
{
    public static RebalanceResult Nothing(string why) => new(0, 0, 0, why);
}

/// <summary>What a person sees of a measurement.</summary>
public sealed record DriftShown(IReadOnlyList<DriftLine> Accounts, IReadOnlyList<string> Waiting);

/// <summary>An account's share, in dollars.</summary>
public sealed record DriftLine(string Venue, Exact Actual, Exact Target, Exact Points, bool IsOver);
