namespace Arbit.Strategy.Drift;

/// <summary>How far smart balancing goes in one proposal; in basis points of all capital.</summary>
/// <param name="MostChange">No account's target moves farther than this.</param>
/// <param name="LeastShare">No account's target goes under this.</param>
public sealed record BalancingRules(int MostChange, int LeastShare)
{
    /// <summary>5 points a proposal, never under 10 % (ours).</summary>
    public static BalancingRules Default { get; } = new(500, 1_000);
}
