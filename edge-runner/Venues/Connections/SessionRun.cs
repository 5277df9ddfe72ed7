namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>A session under way, and what ends it.</summary>
internal sealed class SessionRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending;

    /// <param name="session">Its own from here on.</param>
    /// <param name="handOver">Its sink, where it is to take over from another.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="cancellation">Ends it from outside.</param>
    public SessionRun(VenueSession session, HandOver? handOver, TimeProvider time, CancellationToken cancellation)
    {
        StartedAt = time.GetTimestamp();
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        (Session, HandOver) = (session, handOver);
        Running = session.RunAsync(_ending.Token);
    }

    public VenueSession Session { get; }

    public HandOver? HandOver { get; }

    public long StartedAt { get; }

    /// <summary>Ends by the problem that ended the session, or by its being ended.</summary>
    public Task Running { get; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Session.Dispose();
        _ending.Dispose();
    }
}
