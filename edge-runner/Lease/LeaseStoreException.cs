namespace Arbit.EdgeRunner.Lease;

/// <summary>A lease store could not be asked, or holds something that is no lease; the message says what to do.</summary>
public sealed class LeaseStoreException : Exception
{
    public LeaseStoreException()
    {
    }

    public LeaseStoreException(string message)
        : base(message)
    {
    }

    public LeaseStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
