using System.Globalization;
using Arbit.Workflows;

namespace Arbit.Slow;

/// <summary>One line of the timetable.</summary>
/// <param name="Name">Of its instances, before their time.</param>
/// <param name="Every">Whole minutes that a day divides into, counted from midnight UTC, or whole weeks from Monday; a month is <see cref="Month"/>.</param>
/// <param name="Begin">Begins the instance of an id, for the time it stands for.</param>
public sealed record SlowTimer(string Name, TimeSpan Every, Func<IWorkflowHost, string, DateTimeOffset, CancellationToken, Task> Begin)
{
    public static readonly TimeSpan Month = TimeSpan.MaxValue;

    /// <summary>The newest of its times that is not after a time.</summary>
    public DateTimeOffset SlotOf(DateTimeOffset now)
    {
        var utc = now.ToUniversalTime();
        return Every == Month
            ? new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero)
            : new DateTimeOffset(utc.Ticks - (utc.Ticks % Every.Ticks), TimeSpan.Zero);
    }

    public DateTimeOffset After(DateTimeOffset slot) => Every == Month ? slot.AddMonths(1) : slot + Every;

    /// <summary>What comes rarely is caught up on after a start, its id knows whether it was there; what comes often waits for its next time.</summary>
    public DateTimeOffset FirstAt(DateTimeOffset now) => Every >= TimeSpan.FromDays(1) ? SlotOf(now) : After(SlotOf(now));

    public Task BeginAsync(IWorkflowHost host, DateTimeOffset slot, CancellationToken cancellation)
        => Begin(host, $"{Name}-{slot.UtcDateTime.ToString(Every == Month ? "yyyy-MM" : "yyyy-MM-dd'T'HH-mm", CultureInfo.InvariantCulture)}", slot, cancellation);
}
