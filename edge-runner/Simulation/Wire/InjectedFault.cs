namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>What was done to a frame. A closed set.</summary>
public enum InjectedFault
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
