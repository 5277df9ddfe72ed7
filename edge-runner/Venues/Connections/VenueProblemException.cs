namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>A venue cannot be used right now; the message is the one line that a person is shown.</summary>
public sealed class VenueProblemException : Exception
{
    public VenueProblemException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The venue answered, and its answer was no: asking again would not change it.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>Worth asking again: the venue was busy or slow, or the line broke.</summary>
    public bool IsPassing { get; init; }
}
