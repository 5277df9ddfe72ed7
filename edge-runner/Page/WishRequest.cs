using Arbit.EdgeRunner.Page.State;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Page;

/// <summary>The body of what a person asks of the slow side; all of it may be left out where it is not needed.</summary>
internal sealed record WishRequest
{
    /// <summary>Of a flip: the mode that is wanted.</summary>
    public TradingMode? Mode { get; init; }

    /// <summary>Of a yes or a no: the question as it was read. It is no answer to another one.</summary>
    public string? Question { get; init; }

    public WishSource By { get; init; }
}
