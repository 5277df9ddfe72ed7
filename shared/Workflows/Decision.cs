namespace Arbit.Workflows;

/// <summary>A person's yes or no to what a workflow asked.</summary>
/// <param name="Approved">No is also what silence means.</param>
/// <param name="By">Who: <c>page</c>, <c>cli</c>, or a name.</param>
public sealed record Decision(bool Approved, string By)
{
    /// <summary>The event that it arrives as.</summary>
    public const string EventName = "decision";
}
