using System.Text.Json;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Binance;

/// <summary>
/// The Binance side of one combined-stream connection: SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS. As at the venue, a
/// stream of an unknown symbol is acknowledged like any other and then stays silent; only REST knows "Invalid symbol.".
/// </summary>
internal sealed class BinanceClient(SimulatedMarket market, Action<VenueClient, WireFrame> deliver) : VenueClient(deliver)
{
    private readonly Utf8Text text = new();

    public override void Opened()
    {
    }

    public override void Received(ReadOnlyMemory<byte> message)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            Request(document.RootElement);
        }
        catch (JsonException)
        {
            Reply(BinanceFrames.Error(text, 3, "Invalid JSON: expected value at line 1 column 1"));
        }
    }

    private void Request(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("method", out JsonElement method) || method.ValueKind != JsonValueKind.String)
        {
            Reply(BinanceFrames.Error(text, 2, "Invalid request: missing field `method` at line 1 column 1"));
            return;
        }

        string id = request.TryGetProperty("id", out JsonElement given) && given.ValueKind is JsonValueKind.Number or JsonValueKind.String ? given.GetRawText() : "null";
        switch (method.GetString())
        {
            case "SUBSCRIBE":
                Topics.UnionWith(Streams(request));
                Reply(BinanceFrames.Acknowledged(text, id));
                break;
            case "UNSUBSCRIBE":
                Topics.ExceptWith(Streams(request));
                Reply(BinanceFrames.Acknowledged(text, id));
                break;
            case "LIST_SUBSCRIPTIONS":
                Reply(BinanceFrames.Subscriptions(text, id, Topics.Order(StringComparer.Ordinal)));
                break;
            case string unknown:
                Reply(BinanceFrames.Error(text, 2, $"Invalid request: unknown variant {unknown}, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column 28"));
                break;
        }
    }

    private static IEnumerable<string> Streams(JsonElement request) =>
        request.TryGetProperty("params", out JsonElement streams) && streams.ValueKind == JsonValueKind.Array
            ? streams.EnumerateArray().Where(stream => stream.ValueKind == JsonValueKind.String).Select(stream => stream.GetString()!)
            : [];

    private void Reply(byte[] bytes) => Deliver(new WireFrame(market.Now, VenueNames.Binance, "", "", WireFrameKind.Control, bytes));
}
