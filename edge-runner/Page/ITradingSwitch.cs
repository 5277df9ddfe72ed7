namespace Arbit.EdgeRunner.Page;

/// <summary>Where a person's wish to stop or start trading goes.</summary>
public interface ITradingSwitch
{
    /// <summary>Asks the engine to change the state of trading.</summary>
    /// <param name="action">What is wanted.</param>
    /// <param name="reason">The person's words, shown wherever the state is shown; never empty, at most 200 characters.</param>
    /// <returns>A sentence for the person: what was done, or why it was not.</returns>
    Task<string> RequestAsync(TradingAction action, string reason);
}
