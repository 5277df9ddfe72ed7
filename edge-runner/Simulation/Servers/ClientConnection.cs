using System.Net.WebSockets;
using System.Threading.Channels;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Servers;

/// <summary>
/// One client's socket. Frames wait in a bounded queue and are sent by a task of its own; a client that lets the queue
/// fill up is cut off, so it never holds up the market or the other clients.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="backlog">Frames that may wait.</param>
/// <param name="disconnectEvery">It is cut after so many frames; 0 for never.</param>
/// <param name="announceAfter">After so many frames it is told that it is about to end; 0 for never.</param>
/// <param name="announcement">By this.</param>
internal sealed class ClientConnection(WebSocket socket, int backlog, int disconnectEvery, int announceAfter = 0, byte[]? announcement = null)
{
    private const int LongestRequest = 64 * 1024;

    private readonly Channel<ReadOnlyMemory<byte>> queue = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(backlog) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private int enqueued;

    /// <summary>Queues a frame. Never waits.</summary>
    public void Send(WireFrame frame)
    {
        bool cut = ++enqueued >= disconnectEvery && disconnectEvery > 0;
        if (enqueued == announceAfter && announcement is not null) queue.Writer.TryWrite(announcement);
        if (cut || !queue.Writer.TryWrite(frame.Bytes)) Abort();
    }

    public void Abort()
    {
        queue.Writer.TryComplete();
        socket.Abort();
    }

    /// <summary>Ends the connection with a close handshake once what is queued has been sent.</summary>
    public void Close() => queue.Writer.TryComplete();

    /// <summary>Runs until either side ends the connection. <paramref name="received"/> gets each text message.</summary>
    public async Task RunAsync(Action<ReadOnlyMemory<byte>> received, CancellationToken cancellation)
    {
        using CancellationTokenRegistration stop = cancellation.Register(Abort);
        Task sending = SendQueuedAsync();
        try
        {
            await ReceiveAsync(received).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The client went away: that ends the connection like a close does.
        }
        finally
        {
            queue.Writer.TryComplete();
            socket.Abort();
            await sending.ConfigureAwait(false);
        }
    }

    private async Task SendQueuedAsync()
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> bytes in queue.Reader.ReadAllAsync().ConfigureAwait(false))
                await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut off while sending; the receiving side ends the connection.
            queue.Writer.TryComplete();
        }
    }

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>> received)
    {
        var buffer = new byte[LongestRequest];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close) return;
            length += part.Count;
            if (length == buffer.Length) return;
            if (!part.EndOfMessage) continue;
            received(buffer.AsMemory(0, length));
            length = 0;
        }
    }
}
