using System.Text.Json;
using Arbit.EdgeRunner.Simulation.Kucoin.Private;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Kucoin;

/// <summary>The KuCoin side of one connection: welcome, topics with comma lists, acknowledgements, ping and pong.</summary>
internal sealed class KucoinClient(KucoinVenue venue, string? token, string connectId, Action<VenueClient, WireFrame> deliver) : VenueClient(deliver)
{
    private static readonly string[] Channels = ["/market/level2:", "/market/ticker:", "/market/match:"];

    private readonly Utf8Text text = new();

    public override void Opened()
    {
        if (token is KucoinVenue.Token or KucoinPrivate.Token)
        {
            Reply(KucoinFrames.Welcome(text, connectId));
            return;
        }

        Reply(KucoinFrames.Error(text, connectId, 401, "token is invalid"));
        CloseRequested = true;
    }

    public override void Received(ReadOnlyMemory<byte> message)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            if (document.RootElement.ValueKind == JsonValueKind.Object) Request(document.RootElement);
        }
        catch (JsonException)
        {
            Reply(KucoinFrames.Error(text, connectId, 400, "invalid message"));
        }
    }

    private void Request(JsonElement request)
    {
        string id = Id(request);
        switch (Text(request, "type"))
        {
            case "ping":
                Reply(KucoinFrames.Pong(text, id));
                break;
            case "subscribe":
                Change(request, id, Topics.UnionWith);
                break;
            case "unsubscribe":
                Change(request, id, Topics.ExceptWith);
                break;
            default:
                Reply(KucoinFrames.Error(text, id, 400, "type is not supported"));
                break;
        }
    }

    private void Change(JsonElement request, string id, Action<IEnumerable<string>> change)
    {
        string topic = Text(request, "topic") ?? "";
        if (topic is KucoinVenue.OrdersTopic or KucoinVenue.BalanceTopic)
        {
            ChangePrivate(request, id, topic, change);
            return;
        }

        string? channel = Array.Find(Channels, channel => topic.StartsWith(channel, StringComparison.Ordinal));
        string[] symbols = channel is null ? [] : topic[channel.Length..].Split(',');
        if (channel is null || !Array.TrueForAll(symbols, venue.Knows))
        {
            Reply(KucoinFrames.Error(text, id, 404, $"topic {topic} is not found"));
            return;
        }

        change(symbols.Select(symbol => channel + symbol));
        if (request.TryGetProperty("response", out JsonElement response) && response.ValueKind == JsonValueKind.True) Reply(KucoinFrames.Acknowledged(text, id));
    }

    private void ChangePrivate(JsonElement request, string id, string topic, Action<IEnumerable<string>> change)
    {
        if (token != KucoinPrivate.Token)
        {
            Reply(KucoinFrames.Error(text, id, 403, $"topic {topic} needs the token of bullet-private"));
            return;
        }

        change([topic]);
        if (request.TryGetProperty("response", out JsonElement response) && response.ValueKind == JsonValueKind.True) Reply(KucoinFrames.Acknowledged(text, id));
    }

    // Sent as a number or as a string; answered as a string.
    private static string Id(JsonElement request) =>
        !request.TryGetProperty("id", out JsonElement id) ? "" : id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();

    private static string? Text(JsonElement request, string name) =>
        request.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Reply(byte[] bytes) => Deliver(new WireFrame(venue.Now, VenueNames.Kucoin, "", "", WireFrameKind.Control, bytes));
}
