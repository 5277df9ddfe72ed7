using System.Net.WebSockets;
using System.Text.Json;
using Arbit.EdgeRunner.Venues.Instruments;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Asks a venue what it lists.</summary>
public sealed class InstrumentListClient(VenueDefinition venue, IVenueProtocol protocol, VenueEndpoint endpoint, ConnectionOptions options, TimeProvider time, VenueRest rest)
{
    /// <exception cref="VenueProblemException">There is none, with why.</exception>
    public async Task<IReadOnlyList<ListedInstrument>> FetchAsync(CancellationToken cancellation)
    {
        var source = protocol.Instruments(endpoint, new RequestIds());
        try
        {
            var body = source.Rest is { } query
                ? await rest.SendAsync(query, cancellation).ConfigureAwait(false)
                : await FromStreamAsync(source.Stream!, cancellation).ConfigureAwait(false);
            using var document = JsonDocument.Parse(body);
            return venue.Instruments(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or InvalidDataException or FormatException)
        {
            throw new VenueProblemException($"{venue.Name}'s list of instruments cannot be read: {e.Message}", e);
        }
    }

    private async Task<ReadOnlyMemory<byte>> FromStreamAsync(VenueRequest request, CancellationToken cancellation)
    {
        var codec = venue.Codec(venue.Venue);
        var stream = await protocol.LocateAsync(endpoint, rest, cancellation).ConfigureAwait(false);
        using var late = new CancellationTokenSource(options.AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using var socket = new FrameSocket(venue.Name, options, time);
        await socket.ConnectAsync(stream.Address, cancellation).ConfigureAwait(false);
        using var abort = either.Token.Register(socket.Abort);
        try
        {
            await socket.SendAsync(request.Frame, either.Token).ConfigureAwait(false);
            while (true)
            {
                var frame = await socket.ReceiveAsync().ConfigureAwait(false);
                var kind = codec.Decode(frame.Span).Kind;
                if (kind == FrameKind.Instruments)
                    return frame;
                if (kind == FrameKind.Refused)
                    throw new VenueProblemException($"{venue.Name} refused its list of instruments: {codec.LastError}") { IsRefusal = true };
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new VenueProblemException($"{venue.Name} sent no list of instruments: {(late.IsCancellationRequested ? "no answer in time" : e.Message)}", e);
        }
    }
}
