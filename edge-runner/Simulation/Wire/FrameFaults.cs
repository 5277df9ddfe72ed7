using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>What was done to a frame. A closed set.</summary>
public enum FrameFault
{
    None,
    Dropped,

    /// <summary>This frame is a second copy of the one before.</summary>
    Duplicated,

    /// <summary>This frame was overtaken by the one before.</summary>
    Reordered,

    /// <summary>One bit of one byte is flipped.</summary>
    BitFlipped,
}

/// <summary>A frame after the faults: what arrives (nothing, when dropped), and what was done to it.</summary>
public readonly record struct FaultyFrame(WireFrame Frame, FrameFault Fault);

/// <summary>
/// Seeded damage to a stream of frames. Only frames of <see cref="Kinds"/> are touched; each fault strikes with its
/// chance in a million.
/// </summary>
public sealed record FrameFaults(ulong Seed, int DropPerMillion = 0, int DuplicatePerMillion = 0, int ReorderPerMillion = 0, int BitFlipPerMillion = 0)
{
    /// <summary>Book diffs only, unless said otherwise.</summary>
    public IReadOnlySet<FrameKind> Kinds { get; init; } = new HashSet<FrameKind> { FrameKind.Diff };

    /// <summary>The frames with the damage done, dropped ones included so that a test knows of them.</summary>
    public IEnumerable<FaultyFrame> Apply(IEnumerable<WireFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var random = new SeededRandom(Seed);
        WireFrame? held = null;
        foreach (WireFrame frame in frames)
        {
            FrameFault fault = Kinds.Contains(frame.Kind) ? Draw(random) : FrameFault.None;
            if (fault == FrameFault.Reordered && held is null)
            {
                held = frame;
                continue;
            }

            yield return new FaultyFrame(fault == FrameFault.BitFlipped ? Flip(frame, random) : frame, fault is FrameFault.Dropped or FrameFault.BitFlipped ? fault : FrameFault.None);
            if (fault == FrameFault.Duplicated) yield return new FaultyFrame(frame, FrameFault.Duplicated);
            // Only a frame of the same topic overtakes: order across topics means nothing.
            if (held is null || held.Topic != frame.Topic) continue;
            yield return new FaultyFrame(held, FrameFault.Reordered);
            held = null;
        }

        if (held is not null) yield return new FaultyFrame(held, FrameFault.Reordered);
    }

    private FrameFault Draw(SeededRandom random)
    {
        long at = random.Below(1_000_000);
        if ((at -= DropPerMillion) < 0) return FrameFault.Dropped;
        if ((at -= DuplicatePerMillion) < 0) return FrameFault.Duplicated;
        if ((at -= ReorderPerMillion) < 0) return FrameFault.Reordered;
        return at < BitFlipPerMillion ? FrameFault.BitFlipped : FrameFault.None;
    }

    private static WireFrame Flip(WireFrame frame, SeededRandom random)
    {
        byte[] bytes = frame.Bytes.ToArray();
        bytes[random.Below(bytes.Length)] ^= (byte)(1 << (int)random.Below(8));
        return frame with { Bytes = bytes };
    }
}
