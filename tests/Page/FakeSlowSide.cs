using System.Collections.Concurrent;
using Arbit.EdgeRunner.Slow;
using Arbit.Messages.Facts;
using Arbit.Slow;
using Arbit.Workflows;

namespace Arbit.Tests.Page;

/// <summary>A slow side that shows what it is told to, and remembers what was asked of it.</summary>
internal sealed class FakeSlowSide : ISlowSide
{
    public ConcurrentQueue<(PersonWish Wish, string Target, string By)> Wishes { get; } = new();

    public IReadOnlyList<WorkflowView> Workflows { get; set; } = [];

    public SignalCounts Signals { get; set; } = SignalCounts.None;

    /// <summary>What keeps the bus from taking anything; null for nothing.</summary>
    public string? Problem { get; set; }

    public Task AskAsync(PersonWish wish, string target, string by, CancellationToken cancellation)
    {
        if (Problem is not null)
            throw new IOException(Problem);
        Wishes.Enqueue((wish, target, by));
        return Task.CompletedTask;
    }
}
