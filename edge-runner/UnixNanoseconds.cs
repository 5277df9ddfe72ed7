namespace Arbit.EdgeRunner;

/// <summary>The one time of the edge: nanoseconds since 1970, UTC, as a plain number, so that it can be recorded, compared and replayed.</summary>
public static class UnixNanoseconds
{
    public const long Day = 86_400_000_000_000;

    /// <summary>The day that a time lies in, in days since 1970.</summary>
    public static long DayOf(long time) => time / Day;

    /// <summary>Cut off at 100 nanoseconds, which is as fine as it goes there.</summary>
    public static DateTimeOffset ToTime(long time) => DateTimeOffset.UnixEpoch.AddTicks(time / TimeSpan.NanosecondsPerTick);
}
