using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>
/// Seeded damage to a stream of frames. Only frames of <see cref="Kinds"/> are touched; each fault strikes with its
/// chance in a million.
/// </summary>
public sealed record FrameFaults(ulong Seed, int DropPerMillion = 0, int DuplicatePerMillion = 0, int ReorderPerMillion = 0, int BitFlipPerMillion = 0)
{
    /// <summary>Book diffs only, unless said otherwise.</summary>
    public IReadOnlySet<WireFrameKind> Kinds { get; init; } = new HashSet<WireFrameKind> { WireFrameKind.Diff };

    /// <summary>The frames with the damage done, dropped ones included so that a test knows of them.</summary>
    public IEnumerable<FaultyFrame> Apply(IEnumerable<WireFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var random = new SeededRandom(Seed);
        WireFrame? held = null;
        foreach (WireFrame frame in frames)
        {
            InjectedFault fault = Kinds.Contains(frame.Kind) ? Draw(random) : InjectedFault.None;
            if (fault == InjectedFault.Reordered && held is null)
            {
                held = frame;
                continue;
            }

            yield return new FaultyFrame(fault == InjectedFault.BitFlipped ? Flip(frame, random) : frame, fault is InjectedFault.Dropped or InjectedFault.BitFlipped ? fault : InjectedFault.None);
            if (fault == InjectedFault.Duplicated) yield return new FaultyFrame(frame, InjectedFault.Duplicated);
            // Only a frame of the same topic overtakes: order across topics means nothing.
            if (held is null || held.Topic != frame.Topic) continue;
            yield return new FaultyFrame(held, InjectedFault.Reordered);
            held = null;
        }

        if (held is not null) yield return new FaultyFrame(held, InjectedFault.Reordered);
    }

    private InjectedFault Draw(SeededRandom random)
    {
        long at = random.Below(1_000_000);
        if ((at -= DropPerMillion) < 0) return InjectedFault.Dropped;
        if ((at -= DuplicatePerMillion) < 0) return InjectedFault.Duplicated;
        if ((at -= ReorderPerMillion) < 0) return InjectedFault.Reordered;
        return at < BitFlipPerMillion ? InjectedFault.BitFlipped : InjectedFault.None;
    }

    private static WireFrame Flip(WireFrame frame, SeededRandom random)
    {
        byte[] bytes = frame.Bytes.ToArray();
        bytes[random.Below(bytes.Length)] ^= (byte)(1 << (int)random.Below(8));
        return frame with { Bytes = bytes };
    }
}
