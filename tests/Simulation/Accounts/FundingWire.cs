using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Simulation.Wire;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Simulation.Accounts;

/// <summary>The three venues with an account each, in told time, and a client that signs for them with any of the three keys.</summary>
internal sealed class FundingWire
{
    public const string Trades = "key-that-trades";
    public const string Transfers = "key-that-transfers";
    public const string Earns = "key-that-earns";

    private const string Passphrase = "simulated-passphrase";
    private const string Secret = "c2ltdWxhdGVkLXNlY3JldC1vZi1uby13b3J0aA==";
    private static readonly DateTimeOffset Start = new(2026, 1, 9, 0, 0, 0, TimeSpan.Zero);

    private long nonce;

    public FundingWire(FundingFaults? faults = null)
    {
        World = new SimulatedWorld(Options(faults), Start);
        World.Market.Step = SimulatedMarket.LongestStep;
    }

    public SimulatedWorld World { get; }

    public SimulatedFunding Funding => World.Funding!;

    public static SimulationOptions Options(FundingFaults? faults = null)
    {
        var fees = new FeeSchedule(Bps.From(10m), Bps.From(8m), FeeAsset.Quote);
        var balances = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USDT"] = 10_000m, ["BTC"] = 1m, ["SOL"] = 100m };
        var account = new SimulatedAccountOptions(Trades, Secret, Passphrase, fees, balances)
        {
            OtherKeys = [new SimulatedKey(Transfers, Secret, Passphrase, KeyRights.Withdraw), new SimulatedKey(Earns, Secret, Passphrase, KeyRights.Earn)],
        };
        return new SimulationOptions
        {
            Seed = 7,
            DislocationsPerMinute = 0,
            RateScale = 0,
            Accounts = VenueNames.All.ToDictionary(venue => venue, _ => account),
            Funding = FundingDefaults.Plan(7, VenueNames.All) with { Faults = faults ?? new FundingFaults { JitterPercent = 0 } },
        };
    }

    public string AddressOf(string venue, string asset, string network)
        => Funding.AddressesOf(new Venue(venue)).Single(address => address.Asset.Code == asset && address.Network == network).Address;

    public void Pass(int minutes) => World.Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>Null where no answer came.</summary>
    public (int Status, JsonElement Body)? Binance(string method, string path, string parameters = "", string key = Transfers)
    {
        string query = Signed(parameters, World.Market.Now.ToUnixTimeMilliseconds());
        return Ask(VenueNames.Binance, method, path, query, "", ("X-MBX-APIKEY", key));
    }

    public static string Signed(string parameters, long milliseconds)
    {
        string query = (parameters.Length == 0 ? "" : parameters + "&") + $"timestamp={milliseconds}";
        return $"{query}&signature={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(query)))}";
    }

    public JsonElement? Kraken(string method, string parameters = "", string key = Transfers)
    {
        string number = (++nonce).ToString(CultureInfo.InvariantCulture);
        string body = $"nonce={number}" + (parameters.Length == 0 ? "" : "&" + parameters);
        byte[] signed = [.. Encoding.UTF8.GetBytes("/0/private/" + method), .. SHA256.HashData(Encoding.UTF8.GetBytes(number + body))];
        string signature = Convert.ToBase64String(HMACSHA512.HashData(Convert.FromBase64String(Secret), signed));
        return Ask(VenueNames.Kraken, "POST", "/0/private/" + method, "", body, ("API-Key", key), ("API-Sign", signature))?.Body;
    }

    public JsonElement? Kucoin(string method, string pathAndQuery, string body = "", string key = Transfers)
    {
        string[] halves = pathAndQuery.Split('?', 2);
        string time = World.Market.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return Ask(
            VenueNames.Kucoin,
            method,
            halves[0],
            halves.Length < 2 ? "" : halves[1],
            body,
            ("KC-API-KEY", key),
            ("KC-API-TIMESTAMP", time),
            ("KC-API-KEY-VERSION", "2"),
            ("KC-API-PASSPHRASE", Hmac(Passphrase)),
            ("KC-API-SIGN", Hmac(time + method + pathAndQuery + body)))?.Body;
    }

    private static string Hmac(string text) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));

    private (int Status, JsonElement Body)? Ask(string venue, string method, string path, string query, string body, params (string Name, string Value)[] headers)
    {
        var request = new RestRequest(method, path, FormParameters.Parse(query), new Uri("ws://127.0.0.1:1/"))
        {
            Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            RawQuery = query,
            Body = body,
        };
        RestReply reply = World.Venue(venue).Rest(request);
        return reply == RestReply.Lost ? null : (reply.Status, JsonDocument.Parse(reply.Body).RootElement);
    }
}
