namespace Arbit.Workflows;

/// <summary>How an activity is tried again. Never for what must not be sent twice: that is looked up.</summary>
/// <param name="Attempts">In all, the first among them; at least one.</param>
/// <param name="First">Wait before the second attempt.</param>
/// <param name="Factor">Each further wait is so many times the one before; at least one.</param>
/// <param name="Longest">No wait is longer.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan First, int Factor, TimeSpan Longest)
{
    /// <summary>Once only.</summary>
    public static RetryPolicy None { get; } = new(1, TimeSpan.Zero, 1, TimeSpan.Zero);

    /// <summary>For reading: five attempts within some fifteen seconds.</summary>
    public static RetryPolicy Reading { get; } = new(5, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(8));

    /// <summary>For what a workflow must not go on without and our own store answers: some two days, so that a broken disk loses nothing.</summary>
    public static RetryPolicy Lasting { get; } = new(600, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(5));

    /// <summary>Between this attempt, counted from one, and the next.</summary>
    public TimeSpan WaitAfter(int attempt)
    {
        var wait = First;
        for (var i = 1; i < attempt && wait < Longest; i++)
            wait *= Factor;
        return wait < Longest ? wait : Longest;
    }
}
