using Arbit.EdgeRunner.Venues.Wire;

namespace Arbit.EdgeRunner.Venues;

/// <summary>What a frame was and whose.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Fault">Why it could not be used, where it is malformed.</param>
/// <param name="Feed">The instrument that it speaks of; null where it speaks of none that is followed.</param>
public readonly record struct FrameOutcome(FrameKind Kind, FrameFault Fault, InstrumentFeed? Feed)
{
    public static FrameOutcome Of(FrameKind kind, InstrumentFeed? feed = null) => new(kind, FrameFault.None, feed);

    public static FrameOutcome Malformed(FrameFault fault) => new(FrameKind.Malformed, fault, null);
}
