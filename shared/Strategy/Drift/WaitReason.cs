namespace Arbit.Strategy.Drift;

/// <summary>Why a move that drift asks for is not made now. A closed list; it is shown.</summary>
public enum WaitReason : byte
{
    /// <summary>Between accounts, and under the least that is moved ($500).</summary>
    BelowMinimum,

    /// <summary>What should be given is reserved or still on its way.</summary>
    NotFree,
}
