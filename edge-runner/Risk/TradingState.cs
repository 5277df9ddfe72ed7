namespace Arbit.EdgeRunner.Risk;

/// <summary>What trading may do (lesson L28). A closed set.</summary>
public enum TradingState : byte
{
    /// <summary>New cycles are begun.</summary>
    Active,

    /// <summary>Nothing new is begun; what is open is managed to its end.</summary>
    ReduceOnly,

    /// <summary>Nothing new is begun until a person resumes. What is open is still closed: an orphan is no safer for being left.</summary>
    Halted,
}
