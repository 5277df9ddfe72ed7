namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>How long to wait before connecting again: doubling, with up to a quarter of jitter, never past the longest.</summary>
internal sealed class ReconnectBackoff(ConnectionOptions options, Random jitter)
{
    private const int MostDoublings = 16;

    private int _failures;

    /// <summary>False where there were too many failures in a row.</summary>
    public bool TryNext(out TimeSpan wait)
    {
        wait = default;
        if (_failures >= options.MostRetries)
            return false;
        var doubled = options.FirstReconnect * (1 << Math.Min(_failures, MostDoublings));
        _failures++;
        wait = doubled * (1 + (jitter.NextDouble() / 4));
        if (wait > options.LongestReconnect)
            wait = options.LongestReconnect;
        return true;
    }

    /// <summary>Once it was subscribed: a venue that accepts and drops at once still counts as failing.</summary>
    public void Reset() => _failures = 0;
}
