using Arbit.Messages;

namespace Arbit.Tests.Slow;

/// <summary>Remembers what was sent; away when it is told to be.</summary>
internal sealed class ToldBus : IEventBus
{
    public List<(Hub Hub, Envelope Message)> Sent { get; } = [];

    public bool IsAway { get; set; }

    public Task SendAsync(Hub hub, Envelope message, CancellationToken cancellation)
    {
        if (IsAway)
            throw new IOException("the bus is away");
        Sent.Add((hub, message));
        return Task.CompletedTask;
    }

    public IAsyncDisposable Subscribe(Hub hub, string group, Func<Envelope, CancellationToken, Task> handle) => throw new NotSupportedException();
}
