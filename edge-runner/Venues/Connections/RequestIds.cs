namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Numbers a connection's requests. Any thread.</summary>
public sealed class RequestIds
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
