namespace Arbit.Workflows.Claims;

/// <summary>One at a time: who measures and acts on what it measured must not do so twice at once.</summary>
public static class ClaimActivities
{
    /// <summary>True where the instance has the claim now, or had it already; one that is older than its time may be taken over.</summary>
    public static Activity<Claim, bool> Take { get; } = new("claims.take");

    /// <summary>Gives it back, where the instance has it.</summary>
    public static Activity<Claim, Done> Give { get; } = new("claims.give");
}

/// <summary>A claim on a piece of work.</summary>
/// <param name="Name">Which.</param>
/// <param name="Owner">The instance.</param>
/// <param name="Until">It may be taken over after that.</param>
public sealed record Claim(string Name, string Owner, DateTimeOffset Until);
