namespace Arbit.EdgeRunner.Execution;

/// <summary>Why an order was sent.</summary>
public enum OrderPurpose : byte
{
    /// <summary>A leg of the cycle as it was planned.</summary>
    Entry,

    /// <summary>Closes what an earlier leg left open, by going on to where the cycle was to end.</summary>
    Complete,

    /// <summary>Closes what an earlier leg left open, by going back.</summary>
    Unwind,

    /// <summary>Closes it on a pair or a venue that the cycle did not plan to use.</summary>
    Hedge,

    /// <summary>A slice of what the slow side has bought or sold.</summary>
    Commanded,
}
