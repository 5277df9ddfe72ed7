using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Kraken.Private;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>
/// The Kraken side of one v2 connection. Each symbol of a request is answered by itself: an acknowledgement followed by
/// its snapshot, or a refusal.
/// </summary>
internal sealed class KrakenClient(KrakenVenue venue, ulong connectionId, Action<VenueClient, WireFrame> deliver) : VenueClient(deliver)
{
    private static readonly int[] Depths = [10, 25, 100, 500, 1000];

    private readonly Utf8Text text = new();
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);

    /// <summary>Private channels number their messages, from 1, so that a client sees a loss.</summary>
    public long NextSequence(string channel) => sequences[channel] = sequences.GetValueOrDefault(channel) + 1;

    public override void Opened() => Reply(KrakenFrames.Status(text, connectionId));

    public override void Received(ReadOnlyMemory<byte> message)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            Request(document.RootElement);
        }
        catch (JsonException)
        {
            Refuse("Malformed request", "error", null, null);
        }
    }

    private void Request(JsonElement request)
    {
        string? requestId = Property(request, "req_id") is { ValueKind: JsonValueKind.Number } id ? id.GetRawText() : null;
        switch (Text(request, "method"))
        {
            case "ping":
                Reply(KrakenFrames.Pong(text, requestId, venue.Now));
                break;
            case "subscribe":
                Subscribe(Property(request, "params"), requestId);
                break;
            case "unsubscribe":
                Unsubscribe(Property(request, "params"), requestId);
                break;
            default:
                Refuse("Malformed request", "error", requestId, null);
                break;
        }
    }

    private void Subscribe(JsonElement parameters, string? requestId)
    {
        // After the first subscription of any kind the venue starts to send heartbeats.
        switch (Text(parameters, "channel"))
        {
            case "instrument":
                Topics.Add(KrakenTopics.Instrument);
                Acknowledge("subscribe", requestId, "{\"channel\":\"instrument\",\"snapshot\":true}");
                Reply(venue.InstrumentSnapshot(), WireFrameKind.Snapshot);
                break;
            case "book" or "ticker" or "trade":
                foreach (string symbol in Symbols(parameters)) SubscribeSymbol(parameters, requestId, symbol);
                break;
            case "executions" or "balances":
                if (!SubscribePrivate(Text(parameters, "channel")!, parameters, requestId)) return;
                break;
            default:
                Refuse("Channel not found", "subscribe", requestId, null);
                return;
        }

        Topics.Add(KrakenTopics.Heartbeat);
    }

    private bool SubscribePrivate(string channel, JsonElement parameters, string? requestId)
    {
        if (venue.Account is not { } account || Text(parameters, "token") != KrakenPrivate.Token)
        {
            Refuse("EAPI:Invalid token", "subscribe", requestId, null);
            return false;
        }

        Topics.Add(channel);
        Acknowledge("subscribe", requestId, channel == "executions" ? "{\"channel\":\"executions\",\"snapshot\":true,\"order_status\":true}" : "{\"channel\":\"balances\",\"snapshot\":true}");
        Reply(KrakenExecutions.Message(channel, "snapshot", NextSequence(channel), json => Snapshot(json, channel, account)), WireFrameKind.Snapshot);
        return true;
    }

    private static void Snapshot(Utf8JsonWriter json, string channel, SimulatedAccount account)
    {
        if (channel == "executions")
        {
            foreach (PaperOrder order in account.OpenOrders) KrakenExecutions.Opened(json, order, account.VenueSymbolOf(order.Symbol), "new");
            return;
        }

        foreach ((Asset asset, PaperBalance balance) in account.Balances) KrakenExecutions.Balance(json, asset.Code, balance);
    }

    private void SubscribeSymbol(JsonElement parameters, string? requestId, string symbol)
    {
        if (venue.Find(symbol) is not { } book)
        {
            Refuse("Currency pair not supported " + symbol, "subscribe", requestId, symbol);
            return;
        }

        if (!TryTopic(parameters, symbol, out string topic, out int depth))
        {
            Refuse("Subscription depth not supported", "subscribe", requestId, symbol);
            return;
        }

        if (!Topics.Add(topic))
        {
            Refuse("Already subscribed", "subscribe", requestId, symbol);
            return;
        }

        bool snapshot = Property(parameters, "snapshot").ValueKind != JsonValueKind.False;
        Acknowledge("subscribe", requestId, Granted(parameters, symbol, depth, snapshot));
        if (snapshot) Reply(Snapshot(Text(parameters, "channel"), book, depth), WireFrameKind.Snapshot);
        else if (depth > 0) book.View(depth);
    }

    private byte[] Snapshot(string? channel, KrakenBook book, int depth)
    {
        if (channel == "ticker") return KrakenFrames.Ticker(text, book.Source, "snapshot", book.Day);
        if (channel == "trade") return KrakenFrames.Trades(text, book.Source.Instrument, "snapshot", book.Trades);
        DepthView view = book.View(depth);
        return KrakenFrames.Book(text, book.Source.Instrument, "snapshot", view.Bids, view.Asks, view.Checksum, venue.Now);
    }

    private void Unsubscribe(JsonElement parameters, string? requestId)
    {
        if (Text(parameters, "channel") == "instrument")
        {
            Topics.Remove(KrakenTopics.Instrument);
            Acknowledge("unsubscribe", requestId, "{\"channel\":\"instrument\"}");
            return;
        }

        foreach (string symbol in Symbols(parameters))
        {
            if (TryTopic(parameters, symbol, out string topic, out int depth) && Topics.Remove(topic))
                Acknowledge("unsubscribe", requestId, Granted(parameters, symbol, depth, snapshot: null));
            else
                Refuse("Subscription Not Found", "unsubscribe", requestId, symbol);
        }
    }

    private static bool TryTopic(JsonElement parameters, string symbol, out string topic, out int depth)
    {
        depth = 0;
        switch (Text(parameters, "channel"))
        {
            case "book":
                depth = Property(parameters, "depth") is { ValueKind: JsonValueKind.Number } asked ? (asked.TryGetInt32(out int number) ? number : -1) : 10;
                topic = KrakenTopics.Book(symbol, depth);
                return Array.IndexOf(Depths, depth) >= 0;
            case "ticker":
                topic = Text(parameters, "event_trigger") == "bbo" ? KrakenTopics.QuoteTicker(symbol) : KrakenTopics.Ticker(symbol);
                return true;
            default:
                topic = KrakenTopics.Trade(symbol);
                return true;
        }
    }

    // Keys in alphabetic order, as the venue has them.
    private static string Granted(JsonElement parameters, string symbol, int depth, bool? snapshot)
    {
        string? channel = Text(parameters, "channel");
        string result = $"{{\"channel\":\"{channel}\"";
        if (channel == "book") result += string.Create(CultureInfo.InvariantCulture, $",\"depth\":{depth}");
        if (channel == "ticker") result += $",\"event_trigger\":\"{(Text(parameters, "event_trigger") == "bbo" ? "bbo" : "trades")}\"";
        if (snapshot is { } with) result += with ? ",\"snapshot\":true" : ",\"snapshot\":false";
        return result + $",\"symbol\":\"{symbol}\"}}";
    }

    private static IEnumerable<string> Symbols(JsonElement parameters) =>
        Property(parameters, "symbol") is { ValueKind: JsonValueKind.Array } symbols
            ? symbols.EnumerateArray().Where(symbol => symbol.ValueKind == JsonValueKind.String).Select(symbol => symbol.GetString()!)
            : [];

    private static JsonElement Property(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Text(JsonElement owner, string name) =>
        Property(owner, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private void Acknowledge(string method, string? requestId, string result) =>
        Reply(KrakenFrames.Acknowledged(text, method, requestId, result, venue.Now));

    private void Refuse(string error, string method, string? requestId, string? symbol) =>
        Reply(KrakenFrames.Refused(text, error, method, requestId, symbol, venue.Now));

    private void Reply(byte[] bytes, WireFrameKind kind = WireFrameKind.Control) =>
        Deliver(new WireFrame(venue.Now, VenueNames.Kraken, "", "", kind, bytes));
}
