using System.Net.WebSockets;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Connections;

/// <summary>What no well-behaved venue does.</summary>
public sealed class VenueSessionTests
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_socket_that_is_open_and_silent_is_given_up_after_unanswered_pings()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        var time = new ManualTime();
        await using var connection = Connect(venue, time, new ConnectionOptions(), out var sink);
        var running = connection.RunAsync(CancellationToken.None);

        await venue.HearsAsync("\"channel\":\"book\"");
        for (var ping = 0; ping < 3; ping++)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await venue.HearsAsync("\"method\":\"ping\"");
        }

        await sink.UntilAsync(seen => seen.States.Exists(told => told.State == ConnectionState.Reconnecting)).WaitAsync(SafetyNet);
        Assert.StartsWith("nothing came from kraken for 30 s although it was pinged; next attempt in ", sink.States[^1].Problem, StringComparison.Ordinal);
        Assert.False(running.IsCompleted, "it tries again");
    }

    [Fact]
    public async Task A_frame_beyond_all_reason_ends_the_connection()
    {
        await using var venue = await ScriptedVenue.StartAsync(socket =>
            socket.SendAsync(new byte[200_000], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None));
        await using var connection = Connect(venue, new ManualTime(), new ConnectionOptions { LongestFrame = 131_072, MostRetries = 0 }, out var sink);

        await connection.RunAsync(CancellationToken.None).WaitAsync(SafetyNet);

        Assert.Equal((ConnectionState.Closed, "kraken sent a frame of more than 131072 bytes"), sink.States[^1]);
    }

    [Fact]
    public async Task A_frame_larger_than_the_buffer_arrives_whole()
    {
        var sent = new byte[150_000];
        Array.Fill(sent, (byte)' ');
        "{\"channel\":\"heartbeat\"}"u8.CopyTo(sent);
        await using var venue = await ScriptedVenue.StartAsync(socket =>
            socket.SendAsync(sent, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None));
        using var socket = new FrameSocket("test", new ConnectionOptions(), TimeProvider.System);
        await socket.ConnectAsync(venue.WebSocket, CancellationToken.None);

        var frame = await socket.ReceiveAsync().AsTask().WaitAsync(SafetyNet);

        Assert.Equal(sent, frame.ToArray());
    }

    [Fact]
    public async Task A_close_is_told_with_the_venues_reason()
    {
        await using var venue = await ScriptedVenue.StartAsync(socket =>
            socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "maintenance", CancellationToken.None));
        await using var connection = Connect(venue, new ManualTime(), new ConnectionOptions { MostRetries = 0 }, out var sink);

        await connection.RunAsync(CancellationToken.None).WaitAsync(SafetyNet);

        Assert.Equal((ConnectionState.Closed, "kraken closed the connection: EndpointUnavailable maintenance"), sink.States[^1]);
    }

    private static VenueConnection Connect(ScriptedVenue at, TimeProvider time, ConnectionOptions options, out DecodingSink sink)
    {
        var venue = VenueCatalog.Find("kraken")!;
        var protocol = venue.Protocol(options);
        sink = new DecodingSink(venue.Codec(venue.Venue));
        var rest = new VenueRest(venue.Name, protocol, new HttpClient(), options, time);
        var connection = new VenueConnection(venue, protocol, new VenueEndpoint(at.Rest, at.WebSocket), ["BTC/USD"], sink, options, time, rest);
        sink.Connection = connection;
        return connection;
    }
}
