namespace Arbit.Tests.Replay.Alterations;

/// <summary>What can happen to a stream between the venue and the book.</summary>
public enum AlterationKind
{
    DropOne,
    DuplicateOne,
    SwapNeighbours,
    FlipOneBit,
    CutFrame,
    CutFile,
}
