namespace Arbit.Workflows;

/// <summary>How a workflow ended, in a sentence for a person.</summary>
public interface IOutcome
{
    string Text { get; }
}
