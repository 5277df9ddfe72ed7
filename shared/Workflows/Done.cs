namespace Arbit.Workflows;

/// <summary>The result of an activity that has none.</summary>
public sealed record Done
{
    public static Done It { get; } = new();
}
