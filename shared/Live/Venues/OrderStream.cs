using CryptoExchange.Net.Objects;
using CryptoExchange.Net.Objects.Sockets;

namespace Arbit.Live.Venues;

/// <summary>
/// An account's own stream of what happens to its orders, open until disposed of. Its client connects it again by itself; what happened in
/// between is told by nobody, and has to be asked for.
/// </summary>
public sealed class OrderStream : IAsyncDisposable
{
    private readonly IDisposable _client;
    private readonly UpdateSubscription _subscription;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isUp = true;

    internal OrderStream(IDisposable client, UpdateSubscription subscription)
    {
        (_client, _subscription) = (client, subscription);
        subscription.ConnectionLost += () => Change(isUp: false);
        subscription.ConnectionRestored += _ => Change(isUp: true);
        subscription.ConnectionClosed += Close;

        // Subscribing again may have failed before anybody listened here.
        if (subscription.SubscriptionStatus == SubscriptionStatus.Closed)
            Close();
    }

    /// <summary>It came up again or went down; called from any thread.</summary>
    public Action<bool>? Changed { get; set; }

    /// <summary>Whether it tells what happens now, as far as its connection shows.</summary>
    public bool IsUp => _isUp;

    /// <summary>Done once it has ended for good.</summary>
    public Task Closed => _closed.Task;

    public async ValueTask DisposeAsync()
    {
        Changed = null;
        await _subscription.CloseAsync();
        _client.Dispose();
    }

    private void Close()
    {
        Change(isUp: false);
        _closed.TrySetResult();
    }

    private void Change(bool isUp)
    {
        if (_isUp == isUp)
            return;
        _isUp = isUp;
        Changed?.Invoke(isUp);
    }
}
