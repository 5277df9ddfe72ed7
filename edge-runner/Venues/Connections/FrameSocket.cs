using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>A WebSocket that receives whole frames into one buffer, which grows and is used again: nothing is allocated a frame.</summary>
internal sealed class FrameSocket : IDisposable
{
    private const int FirstBuffer = 64 * 1024;

    private readonly string _venue;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = new byte[FirstBuffer];

    public FrameSocket(string venue, ConnectionOptions options, TimeProvider time)
    {
        _venue = venue;
        _options = options;
        _time = time;

        // Pings are the protocol's, on our clock; the venue's own are answered by the socket itself.
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        _socket.Options.CollectHttpResponseDetails = true;
    }

    /// <exception cref="VenueProblemException">It did not come about, with why.</exception>
    public async Task ConnectAsync(Uri address, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(_options.ConnectWithin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await _socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // No status at all: nobody answered.
            throw (int)_socket.HttpStatusCode != 0
                ? ConnectionProblem.NoStream(_venue, address, _socket.HttpStatusCode, e)
                : ConnectionProblem.Unreachable(_venue, address, e);
        }
    }

    /// <summary>Any thread.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next whole frame, in the buffer until the next call. Ended by <see cref="Abort"/>.</summary>
    /// <exception cref="VenueProblemException">The venue closed, or the frame is too large.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new VenueProblemException($"{_venue} closed the connection: {_socket.CloseStatus} {_socket.CloseStatusDescription}".TrimEnd());
            length += part.Count;
            if (part.EndOfMessage)
                return _buffer.AsMemory(0, length);
            if (length == _buffer.Length)
                Grow();
        }
    }

    /// <summary>Any thread; ends what is under way.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    private void Grow()
    {
        if (_buffer.Length >= _options.LongestFrame)
            throw new VenueProblemException($"{_venue} sent a frame of more than {_options.LongestFrame} bytes");
        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, _options.LongestFrame));
    }
}
