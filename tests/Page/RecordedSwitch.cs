using System.Collections.Concurrent;
using Arbit.EdgeRunner.Page;

namespace Arbit.Tests.Page;

/// <summary>Remembers what was asked of trading.</summary>
internal sealed class RecordedSwitch : ITradingSwitch
{
    public ConcurrentQueue<(TradingAction Action, string Reason)> Requests { get; } = new();

    public Task<string> RequestAsync(TradingAction action, string reason)
    {
        Requests.Enqueue((action, reason));
        return Task.FromResult($"Done: {action}.");
    }
}
