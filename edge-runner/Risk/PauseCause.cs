namespace Arbit.EdgeRunner.Risk;

/// <summary>Why a pair rests. A closed set.</summary>
public enum PauseCause : byte
{
    Spread,
    Move,
    Desync,
}
