namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>How a venue's clock stands to ours. Nanoseconds.</summary>
/// <param name="Offset">What is to be added to our time to have the venue's.</param>
/// <param name="Uncertainty">The truth is within so much of it: half the way there and back, and half of what the venue rounds to.</param>
/// <param name="MeasuredAt">Our Unix time.</param>
public sealed record ClockReading(long Offset, long Uncertainty, long MeasuredAt);
