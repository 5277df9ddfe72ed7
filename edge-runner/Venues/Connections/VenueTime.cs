namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>A venue's own time, as it told it.</summary>
/// <param name="Nanoseconds">Unix nanoseconds, in the middle of what it can mean.</param>
/// <param name="Resolution">Nanoseconds that it is rounded to.</param>
public readonly record struct VenueTime(long Nanoseconds, long Resolution)
{
    private const long Millisecond = 1_000_000;

    public static VenueTime OfMilliseconds(long milliseconds) => new((milliseconds * Millisecond) + (Millisecond / 2), Millisecond);

    public static VenueTime OfSeconds(long seconds) => new((seconds * 1_000 * Millisecond) + (500 * Millisecond), 1_000 * Millisecond);
}
