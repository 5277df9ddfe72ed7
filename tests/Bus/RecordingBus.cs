using System.Collections.Concurrent;
using Arbit.Messages;

namespace Arbit.Tests.Bus;

/// <summary>Takes down what is sent; cannot be reached as often as it is told.</summary>
internal sealed class RecordingBus : IEventBus
{
    private int _away;

    public ConcurrentQueue<(Hub Hub, Envelope Message)> Sent { get; } = new();

    public int Away
    {
        set => _away = value;
    }

    public Task SendAsync(Hub hub, Envelope message, CancellationToken cancellation)
    {
        if (Interlocked.Decrement(ref _away) >= 0)
            throw new IOException("away");
        Sent.Enqueue((hub, message));
        return Task.CompletedTask;
    }

    public IAsyncDisposable Subscribe(Hub hub, string group, Func<Envelope, CancellationToken, Task> handle) => throw new NotSupportedException();
}
