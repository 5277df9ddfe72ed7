namespace Arbit.Accounts;

/// <summary>
/// How many requests an account sends a venue (lesson L22): so many in a window, a part of which only orders may use, and none at all
/// while the venue has asked to wait. One for each account of a process, whoever asks. For any thread.
/// </summary>
/// <param name="perWindow">All requests of a window.</param>
/// <param name="forOrders">Of them those that reading leaves alone.</param>
/// <param name="window">Slides.</param>
/// <param name="time">Its clock.</param>
public sealed class RequestBudget(int perWindow, int forOrders, TimeSpan window, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _taken = new();
    private long _closedUntil = long.MinValue;

    /// <summary>Requests that were kept back.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes a request's place, or says no at once: an order that would have to wait is better not sent.</summary>
    public bool TryTake(bool isOrder)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            while (_taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= window)
                _taken.Dequeue();
            if (now < _closedUntil || _taken.Count >= (isOrder ? perWindow : perWindow - forOrders))
            {
                Refused++;
                return false;
            }

            _taken.Enqueue(now);
            return true;
        }
    }

    /// <summary>The venue asked to wait (418, 429, Retry-After).</summary>
    public void Close(TimeSpan wait)
    {
        lock (_gate)
            _closedUntil = Math.Max(_closedUntil, time.GetTimestamp() + (long)(wait.Ticks * ((decimal)time.TimestampFrequency / TimeSpan.TicksPerSecond)));
    }
}
