namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What goes wrong outside trading, how often and how badly; each falls by the plan's seed. 0 is never.</summary>
public sealed record FundingFaults
{
    /// <summary>How far a single confirmation time is from the measured one, in percent either way; 0 to 90.</summary>
    public int JitterPercent { get; init; } = 20;

    /// <summary>Of a thousand withdrawals so many take <see cref="SlowTimes"/> as long.</summary>
    public int SlowPerMille { get; init; }

    public int SlowTimes { get; init; } = 20;

    /// <summary>Of a thousand requests so many are done, and the caller never learns it.</summary>
    public int LostAnswerPerMille { get; init; }

    /// <summary>Of a thousand requests so many are lost on the way there: the caller sees the same as above, and nothing was done.</summary>
    public int LostRequestPerMille { get; init; }

    /// <summary>Of a thousand withdrawals so many are accepted, then rejected, and amount and fee returned.</summary>
    public int ReturnedPerMille { get; init; }

    /// <summary>Of a thousand deposits so many are credited <see cref="LateBy"/> after the network had confirmed them.</summary>
    public int LatePerMille { get; init; }

    public TimeSpan LateBy { get; init; } = TimeSpan.FromHours(6);

    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];
}
