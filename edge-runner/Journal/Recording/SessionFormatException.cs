namespace Arbit.EdgeRunner.Journal.Recording;

/// <summary>A recording cannot be read, or not be written where it was asked for. The message is one line and names the file.</summary>
public sealed class SessionFormatException : IOException
{
    public SessionFormatException(string message)
        : base(message)
    {
    }

    public SessionFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
