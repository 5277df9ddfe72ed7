namespace Arbit.EdgeRunner.Simulation.Market;

/// <summary>The side of a book a level stands on; for a trade, the side of the taker.</summary>
public enum SimulatedSide
{
    Bid,
    Ask,
}
