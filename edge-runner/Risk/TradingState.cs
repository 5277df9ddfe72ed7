namespace Arbit.EdgeRunner.Risk;

/// <summary>What trading may do (lesson L28). A closed set.</summary>
public enum TradingState : byte
{
    /// <summary>New cycles are begun.</summary>
    Active,

    /// <summary>Nothing new is begun; what is open is managed to its end.</summary>
    ReduceOnly,

    /// <summary>No order is sent at all until a person resumes; then what is open is closed first.</summary>
    Halted,
}
