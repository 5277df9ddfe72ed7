namespace Arbit.EdgeRunner.Execution;

/// <summary>Takes down every decision, in order. What it keeps is what a replay must come to again, byte for byte.</summary>
public interface IAudit
{
    /// <param name="time">Of the event that it was decided on, Unix nanoseconds.</param>
    /// <param name="kind">What was decided: a short name with a dot.</param>
    /// <param name="subject">About what.</param>
    /// <param name="detail">In words and figures.</param>
    void Add(long time, string kind, string subject, string detail);

    /// <summary>An order has ended; for the history, not for the hash.</summary>
    void OnOrder(Order order);

    /// <summary>A cycle has ended; for the history, not for the hash. The net is what this end adds: a late fill can end a cycle again.</summary>
    void OnCycle(Cycle cycle, Money.Amount netInDollars);
}
