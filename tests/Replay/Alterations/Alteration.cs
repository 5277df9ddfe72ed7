namespace Arbit.Tests.Replay.Alterations;

/// <summary>One alteration, aimed at one frame of a stream.</summary>
public static class Alteration
{
    /// <summary>The altered stream; the stream itself is left as it is.</summary>
    public static List<Frame> Apply(AlterationKind kind, IReadOnlyList<Frame> frames, int target, Random random)
    {
        var altered = frames.ToList();
        var bytes = altered[target].Bytes;
        switch (kind)
        {
            case AlterationKind.DropOne:
                altered.RemoveAt(target);
                break;
            case AlterationKind.DuplicateOne:
                altered.Insert(target + 1, altered[target]);
                break;
            case AlterationKind.SwapNeighbours when target + 1 < altered.Count:
                (altered[target], altered[target + 1]) = (altered[target + 1], altered[target]);
                break;
            case AlterationKind.FlipOneBit:
                var flipped = bytes.ToArray();
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                altered[target] = new Frame(target, flipped, IsAltered: true);
                break;
            case AlterationKind.CutFrame:
                altered[target] = new Frame(target, bytes[..random.Next(bytes.Length)], IsAltered: true);
                break;
            case AlterationKind.CutFile:
                altered.RemoveRange(target + 1, altered.Count - target - 1);
                altered[target] = new Frame(target, bytes[..random.Next(bytes.Length)], IsAltered: true);
                break;
        }

        return altered;
    }
}
