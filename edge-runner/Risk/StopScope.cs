namespace Arbit.EdgeRunner.Risk;

/// <summary>How far a stop reaches. A closed set.</summary>
public enum StopScope : byte
{
    Everything,
    Venue,
    Pair,
    Asset,
}
