using System.Net.WebSockets;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Servers;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.Tests.Simulation;

public sealed class ClientConnectionTests
{
    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_and_never_waited_for()
    {
        using var socket = new StuckWebSocket();
        var connection = new ClientConnection(socket, backlog: 16, disconnectEvery: 0);
        Task running = connection.RunAsync(_ => { }, CancellationToken.None);
        var frame = new WireFrame(Frames.Start, VenueNames.Kraken, "", "", WireFrameKind.Control, "{}"u8.ToArray());

        // One frame may be in the sender's hands; the backlog holds sixteen; the next does not fit.
        for (int sent = 0; sent < 18; sent++) connection.Send(frame);

        await running;
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    /// <summary>A socket whose peer neither reads nor writes: both directions wait until it is aborted.</summary>
    private sealed class StuckWebSocket : WebSocket
    {
        private readonly TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => aborted.Task.IsCompleted ? WebSocketState.Aborted : WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort() => aborted.TrySetResult();

        public override void Dispose() => Abort();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Wait();

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Wait();

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => Wait();

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            await Wait();
            return null!;
        }

        private async Task Wait()
        {
            await aborted.Task;
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }
    }
}
