namespace Arbit.Workflows;

/// <summary>An activity failed for good, as the workflow sees it: the same in every replay.</summary>
public sealed class ActivityFailedException(string activity, string kind, string message) : Exception($"{activity}: {message}")
{
    public string Activity { get; } = activity;

    /// <summary>The short name of the exception's type at the implementation.</summary>
    public string Kind { get; } = kind;
}
