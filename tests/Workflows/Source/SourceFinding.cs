namespace Arbit.Tests.Workflows.Source;

/// <summary>A place in a workflow's source that a replay may go through differently.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Rule">Which rule, and what to do instead.</param>
/// <param name="Code">What stands there.</param>
internal sealed record SourceFinding(string Where, string Rule, string Code)
{
    public override string ToString() => $"{Where}: {Rule}: {Code}";
}
