namespace Arbit.EdgeRunner.Page;

/// <summary>What a person can ask of trading.</summary>
public enum TradingAction
{
    /// <summary>To reduce-only: nothing new starts, what is open is managed to its end.</summary>
    Pause,

    /// <summary>To halted: no order is sent until a person resumes.</summary>
    Halt,

    /// <summary>Back to active.</summary>
    Resume,
}
