namespace Arbit.Tests.Execution;

/// <summary>The process is gone: nothing of it may run on.</summary>
public sealed class PulledPlugException : Exception
{
    public PulledPlugException()
        : base("the plug was pulled")
    {
    }

    public PulledPlugException(string message)
        : base(message)
    {
    }

    public PulledPlugException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
