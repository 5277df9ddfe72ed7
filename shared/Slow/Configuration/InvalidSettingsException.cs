namespace Arbit.Slow.Configuration;

/// <summary>What is configured cannot be run with; the message names every problem.</summary>
public sealed class InvalidSettingsException : Exception
{
    public InvalidSettingsException()
    {
    }

    public InvalidSettingsException(string message)
        : base(message)
    {
    }

    public InvalidSettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidSettingsException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems.Select(problem => $"  - {problem}")))
        => Problems = problems;

    public IReadOnlyList<string> Problems { get; } = [];
}
