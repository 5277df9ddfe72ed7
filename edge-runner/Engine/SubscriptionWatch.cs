namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Watches one subscription against its own rate (lesson L18: socket alive, pings answered, no data). It learns the usual interval
/// between data, and the longest quiet that ended by itself; silent for much longer, the subscription is made again, and where that
/// does not help, the connection. What does not help is tried less and less often.
/// </summary>
public sealed class SubscriptionWatch
{
    /// <summary>Nanoseconds; a subscription is never called silent sooner.</summary>
    public const long Least = 5 * Second;

    /// <summary>However slow it is, silent for so long it is made again.</summary>
    public const long Most = 600 * Second;

    private const long Second = 1_000_000_000;
    private const int Window = 32;
    private const int Enough = 8;
    private const int TimesUsual = 10;
    private const int TimesLongest = 2;
    private const int MostDoublings = 6;

    /// <summary>A burst of frames is one sign of life: what is learned are the pauses, not the bursts.</summary>
    private const long Grain = Second / 4;

    private const long Grace = 2 * Second;

    private readonly long[] _pauses = new long[Window];
    private int _learned;
    private long _lastAt;
    private long _actedAt;
    private int _attempts;

    /// <summary>Data of it came. Called for every frame.</summary>
    public void Saw(long now)
    {
        var pause = now - _lastAt;
        if (pause < Grain)
            return;

        // A pause that something was done about says nothing of the rate.
        if (_lastAt > 0 && _actedAt <= _lastAt)
            _pauses[_learned++ % Window] = pause;
        _lastAt = now;

        // What comes at once after a new subscription is its snapshot: that the stream flows shows only later.
        if (now - _actedAt >= Grace)
            _attempts = 0;
    }

    /// <summary>The connection was made anew: silence counts from here.</summary>
    public void Restart(long now) => _actedAt = now;

    /// <summary>What is to be done about it now; once answered, it is taken to be done.</summary>
    public SilenceStep Check(long now)
    {
        var silent = now - Math.Max(_lastAt, _actedAt);
        if (silent < Least || _learned < Enough || silent < Patience())
            return SilenceStep.None;
        _actedAt = now;
        return _attempts++ % 2 == 0 ? SilenceStep.Resubscribe : SilenceStep.Reconnect;
    }

    /// <summary>Nanoseconds of silence that are too many now.</summary>
    public long Patience()
    {
        Span<long> sorted = stackalloc long[Window];
        var count = Math.Min(_learned, Window);
        _pauses.AsSpan(0, count).CopyTo(sorted);
        sorted = sorted[..count];
        sorted.Sort();
        var usual = count == 0 ? 0 : Math.Max(sorted[count / 2] * TimesUsual, sorted[^1] * TimesLongest);
        return Math.Clamp(usual, Least, Most) << Math.Min(_attempts / 2, MostDoublings);
    }
}
