namespace Arbit.EdgeRunner.Page.State;

/// <summary>Which side of the book the order takes from.</summary>
public enum LegSide
{
    /// <summary>Takes asks.</summary>
    Buy,

    /// <summary>Takes bids.</summary>
    Sell,
}
