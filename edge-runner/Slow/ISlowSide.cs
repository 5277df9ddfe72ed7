using Arbit.Messages.Facts;
using Arbit.Slow;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Slow;

/// <summary>
/// The slow side as the page and the command line see it: workflows from what they tell, and a person's wishes on their way to them.
/// Both go over the bus, so it is the same whether the workflows run in this process, in another one, or in the cloud.
/// </summary>
public interface ISlowSide
{
    /// <summary>Newest first; as last told, which can be a moment ago.</summary>
    IReadOnlyList<WorkflowView> Workflows { get; }

    /// <summary>Signals by what became of them, since the start.</summary>
    SignalCounts Signals { get; }

    /// <summary>Puts a person's wish on the bus; it has it when this returns.</summary>
    /// <param name="wish">What.</param>
    /// <param name="target">The instance for a yes or a no, the mode (<c>BTC</c>, <c>GOLD</c>) for a flip, empty for a sweep.</param>
    /// <param name="by">Who: <c>page</c>, <c>cli</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task AskAsync(PersonWish wish, string target, string by, CancellationToken cancellation);
}
