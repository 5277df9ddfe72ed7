using Arbit.EdgeRunner.Replay;
using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>One venue's part of a folder: its frames with their times, and its snapshots with theirs.</summary>
/// <param name="Venue">Whose.</param>
/// <param name="Frames">In order of receipt.</param>
/// <param name="Times">Of each frame, Unix nanoseconds.</param>
/// <param name="Snapshots">By time; each the venue symbol, a zero byte, the body.</param>
internal sealed record FolderStream(CapturedVenue Venue, Capture Frames, long[] Times, IReadOnlyList<(long Time, byte[] Payload)> Snapshots)
{
    public VenueDefinition Definition => Venue.Definition;

    public long From => Times.Length == 0 ? 0 : Times[0];

    public long Until => Times.Length == 0 ? 0 : Times[^1];
}
