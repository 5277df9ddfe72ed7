using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>
/// One connection to the WebSocket API (<c>/ws-api/v3</c>, document "WebSocket API"): here only what the user data stream needs,
/// which is how today's clients subscribe to it. Its events come inside an envelope with the subscription's number.
/// </summary>
internal sealed class BinanceApiClient(Func<ISimulatedAccount?> account, Func<DateTimeOffset> now, Action<VenueClient, WireFrame> deliver) : VenueClient(deliver)
{
    public const int Subscription = 0;

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
            Answer("null", 400, json => Error(json, new BinanceError(400, -1000, "JSON payload is malformed.")));
        }
    }

    private static void Error(Utf8JsonWriter json, BinanceError error)
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", error.Code);
        json.WriteString("msg", error.Message);
        json.WriteEndObject();
    }

    /// <summary>Over all parameters but the signature, in alphabetical order, as a query.</summary>
    private static string Payload(Dictionary<string, string> parameters) => string.Join('&', parameters
        .Where(parameter => parameter.Key != "signature")
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Key}={parameter.Value}"));

    private static Dictionary<string, string> Parameters(JsonElement request)
        => request.TryGetProperty("params", out JsonElement given) && given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject().ToDictionary(parameter => parameter.Name, parameter => parameter.Value.ToString(), StringComparer.Ordinal)
            : [];

    private void Request(JsonElement request)
    {
        string id = request.ValueKind == JsonValueKind.Object && request.TryGetProperty("id", out JsonElement given) ? given.GetRawText() : "null";
        string method = request.ValueKind == JsonValueKind.Object && request.TryGetProperty("method", out JsonElement named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        switch (method)
        {
            case "ping":
                Answer(id, 200, json => Result(json, _ => { }));
                break;
            case "time":
                Answer(id, 200, json => Result(json, result => result.WriteNumber("serverTime", now().ToUnixTimeMilliseconds())));
                break;
            case "userDataStream.subscribe.signature":
                Subscribe(id, Parameters(request));
                break;
            case "userDataStream.unsubscribe":
                Topics.Remove(BinanceVenue.UserTopic);
                Answer(id, 200, json => Result(json, _ => { }));
                break;
            default:
                Answer(id, 400, json => Error(json, new BinanceError(400, -1000, $"Unknown method '{method}'.")));
                break;
        }
    }

    private void Subscribe(string id, Dictionary<string, string> parameters)
    {
        BinanceError? wrong = null;
        if (account()?.Options.Find(parameters.GetValueOrDefault("apiKey", "")) is not { } key) wrong = BinanceError.UnknownKey;
        else if (BinanceGate.CheckTime(parameters, now()) is { } time) wrong = time;
        else if (!BinanceGate.IsSigned(parameters, key, Payload(parameters))) wrong = BinanceError.Signature;
        if (wrong is not null)
        {
            Answer(id, wrong.Status, json => Error(json, wrong));
            return;
        }

        Answer(id, 200, json => Result(json, result => result.WriteNumber("subscriptionId", Subscription)));
        Topics.Add(BinanceVenue.UserTopic);
    }

    private static void Result(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject("result");
        write(json);
        json.WriteEndObject();
    }

    private void Answer(string id, int status, Action<Utf8JsonWriter> write)
    {
        byte[] bytes = JsonBody.Object(json =>
        {
            json.WritePropertyName("id");
            json.WriteRawValue(Encoding.UTF8.GetBytes(id));
            json.WriteNumber("status", status);
            write(json);
            json.WriteStartArray("rateLimits");
            json.WriteEndArray();
        });
        Deliver(new WireFrame(now(), VenueNames.Binance, "", "", WireFrameKind.Control, bytes));
    }
}
