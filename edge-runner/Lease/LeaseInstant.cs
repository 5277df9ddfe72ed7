namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// A moment on both clocks. What has passed since is the longer of the two: the monotonic one does not jump, and the wall clock
/// went on where a machine was suspended and the other stood still. So no clock that is set can make a lease longer.
/// </summary>
public readonly record struct LeaseInstant(long Timestamp, DateTimeOffset Wall)
{
    public static LeaseInstant Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    public TimeSpan Elapsed(TimeProvider time)
    {
        var monotonic = time.GetElapsedTime(Timestamp);
        var wall = time.GetUtcNow() - Wall;
        return monotonic > wall ? monotonic : wall;
    }
}
