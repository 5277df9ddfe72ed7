namespace Arbit.Workflows;

/// <summary>One call of an activity, as its implementation sees it.</summary>
/// <param name="InstanceId">Whose.</param>
/// <param name="Step">Which call of that instance, counted from one.</param>
/// <param name="Attempt">Counted from one.</param>
public sealed record ActivityCall(string InstanceId, int Step, int Attempt)
{
    /// <summary>What makes the call known again when it is made a second time (lesson L34).</summary>
    public string Key => $"{InstanceId}:{Step}";
}
