namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>What a <see cref="BookEvent"/> says. A closed set.</summary>
public enum BookEventKind
{
    /// <summary>A level has a new quantity; 0 means that it is gone.</summary>
    Change,

    /// <summary>The sequence moved on and no visible level changed (KuCoin sends these as price 0).</summary>
    Nothing,

    /// <summary>A trade. The change it makes to the book follows with the same sequence.</summary>
    Trade,

    /// <summary>The best bid or ask changed in price or quantity.</summary>
    Best,

    /// <summary>The changes since the last commit belong together; a venue that batches sends them as one message.</summary>
    Commit,
}
