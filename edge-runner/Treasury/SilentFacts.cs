using Arbit.Messages.Facts;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>Nobody listens: a replay, or a market in told time without a slow side.</summary>
public sealed class SilentFacts : IFactSink
{
    public static SilentFacts Instance { get; } = new();

    public void Say(CommandAnswer answer)
    {
    }

    public void Taken(string messageId)
    {
    }
}
