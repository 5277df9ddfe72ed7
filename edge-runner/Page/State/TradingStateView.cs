namespace Arbit.EdgeRunner.Page.State;

/// <summary>The three states of trading (lesson L28).</summary>
public enum TradingStateView
{
    /// <summary>New trades may start.</summary>
    Active,

    /// <summary>No new entries; what is open is managed to its end.</summary>
    ReduceOnly,

    /// <summary>No order is sent until a person resumes.</summary>
    Halted,
}
