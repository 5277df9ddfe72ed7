using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Replay;
using Arbit.Tests.Support;

namespace Arbit.Tests.Venues.Mutations;

/// <summary>
/// The frames that are spoilt, each with the small book that it reaches: captured ones where captures are at hand, and always a
/// few written here in the venue's format.
/// </summary>
public static class MutationFrames
{
    private const int CapturedFrames = 60;
    private const int SnapshotLevels = 12;
    private const int MaxFrameLength = 900;

    public static List<MutationRig> RigsOf(string venue)
    {
        var rigs = venue switch
        {
            "binance" => Binance(),
            "kraken" => Kraken(),
            _ => Kucoin(),
        };
        if (Captures.Exist)
        {
            rigs.AddRange(venue switch
            {
                "binance" => Captured("binance/ws_spot_4sym_20211011.jsonl", BinanceRig),
                "kraken" => CapturedKraken("kraken/ws_v2_btcusd_book10_resub_20260801.jsonl.gz"),
                _ => Captured("kucoin/ws_6sym_20210425.jsonl.gz", KucoinRig),
            });
        }

        return rigs;
    }

    private static List<MutationRig> Binance()
    {
        const string snapshot = """{"lastUpdateId":10,"bids":[["100.5","1.5"],["100.4","2"],["99","7.00000001"]],"asks":[["101","2"],["101.5","3"]]}""";
        const string bridge = """{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":11,"u":11,"b":[],"a":[]}""";
        string[] frames =
        [
            """{"e":"depthUpdate","E":1672515782136,"s":"BTCUSDT","U":12,"u":15,"b":[["100.50000000","0.00000000"],["100.60000000","2.25000000"]],"a":[["101.00000000","10.00000000"],["102.25000000","0.00000001"]]}""",
            """{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1672515782136,"s":"BTCUSDT","U":12,"u":13,"b":[["0.00000001","92233720368.54775807"]],"a":[]}}""",
            """{"stream":"btcusdt@bookTicker","data":{"u":12,"s":"BTCUSDT","b":"100.60000000","B":"31.21000000","a":"100.70000000","A":"40.66000000"}}""",
            """{"e":"trade","E":1672515782136,"s":"BTCUSDT","t":12345,"p":"100.5","q":"100","b":88,"a":50,"T":1672515782136,"m":true,"M":true}""",
            """{"result":null,"id":1}""",
            """{"id":1,"status":400,"error":{"code":-1121,"msg":"Invalid symbol."}}""",
        ];
        return [.. frames.Select(frame => new MutationRig("binance", "BTCUSDT", snapshot, [bridge], Encoding.UTF8.GetBytes(frame)))];
    }

    private static List<MutationRig> Kraken()
    {
        var venue = new KrakenFrames("BTC/USD", 10, 1, 8);
        var bids = Enumerable.Range(0, 10).Select(i => (100m - i, 1m + i)).ToArray();
        var asks = Enumerable.Range(0, 7).Select(i => (101m + (i * 0.5m), 0.25m + i)).ToArray();
        string[] setup = [venue.Acknowledgement, venue.Snapshot(bids, asks)];
        string[] frames =
        [
            venue.Update([(99.5m, 3m), (98m, 0m)], [(101m, 0m), (101.2m, 0.00000001m)]),
            setup[1],
            setup[0],
            """{"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"sell","price":100.1,"qty":0.5,"ord_type":"market","trade_id":1,"timestamp":"2026-08-01T02:53:53.646219Z"},{"symbol":"BTC/USD","side":"buy","price":100.2,"qty":1.5,"ord_type":"limit","trade_id":2,"timestamp":"2026-08-01T02:53:53.646219Z"}]}""",
            """{"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","bid":100.0,"bid_qty":1.0,"ask":101.0,"ask_qty":2.0,"last":100.5}]}""",
            """{"method":"unsubscribe","result":{"channel":"book","depth":10,"symbol":"BTC/USD"},"success":true}""",
            """{"method":"subscribe","error":"Currency pair not supported","success":false}""",
            """{"channel":"status","type":"update","data":[{"version":"2.0.10","system":"online","api_version":"v2","connection_id":7204881492680171915}]}""",
        ];
        return [.. frames.Select(frame => new MutationRig("kraken", "BTC/USD", null, setup, Encoding.UTF8.GetBytes(frame)))];
    }

    private static List<MutationRig> Kucoin()
    {
        const string snapshot = """{"code":"200000","data":{"time":1,"sequence":"10","bids":[["100.5","1.5"],["100","2"]],"asks":[["101","2"],["102","0.0001"]]}}""";
        const string bridge = """{"type":"message","topic":"/market/level2:BTC-USDT","subject":"trade.l2update","data":{"sequenceStart":11,"symbol":"BTC-USDT","changes":{"asks":[["0","0","11"]],"bids":[]},"sequenceEnd":11}}""";
        string[] frames =
        [
            """{"data":{"sequenceStart":12,"symbol":"BTC-USDT","changes":{"asks":[["101","0","13"],["0","0","12"]],"bids":[["100.7","0.4008184","14"],["100","0","15"]]},"sequenceEnd":15},"subject":"trade.l2update","topic":"/market/level2:BTC-USDT","type":"message"}""",
            """{"data":{"sequence":"12","bestAsk":"101","size":"46","bestBidSize":"1.5","price":"100.6","time":1619378326388,"bestAskSize":"2","bestBid":"100.5"},"subject":"trade.ticker","topic":"/market/ticker:BTC-USDT","type":"message"}""",
            """{"data":{"symbol":"BTC-USDT","sequence":"12","side":"buy","size":"0.00013064","price":"100.6","time":"1616362370760468781","type":"match","tradeId":"6057bb822e113d292396c272"},"subject":"trade.l3match","topic":"/market/match:BTC-USDT","type":"message"}""",
            """{"id":"1","type":"error","code":404,"data":"topic /market/x is not found"}""",
            """{"id":"1","type":"ack"}""",
        ];
        return [.. frames.Select(frame => new MutationRig("kucoin", "BTC-USDT", snapshot, [bridge], Encoding.UTF8.GetBytes(frame)))];
    }

    private static IEnumerable<MutationRig> Captured(string name, Func<string, byte[], MutationRig?> rigOf)
    {
        var path = Captures.PathOf(name);
        var snapshots = path[..path.IndexOf(".jsonl", StringComparison.Ordinal)] + ".rest_snapshots";
        return Lines(Capture.Open(path)).Select(line => rigOf(snapshots, line)).OfType<MutationRig>().Take(CapturedFrames);
    }

    private static IEnumerable<MutationRig> CapturedKraken(string name)
    {
        var lines = Lines(Capture.Open(Captures.PathOf(name))).Take(CapturedFrames).ToList();
        string[] setup = [.. lines.Take(3).Select(Encoding.UTF8.GetString)];
        return lines.Select(line => new MutationRig("kraken", "BTC/USD", null, setup, line));
    }

    private static IEnumerable<byte[]> Lines(Capture capture)
    {
        for (var i = 0; i < capture.Count; i++)
        {
            var frame = capture.Frame(i, out var length);
            if (length <= MaxFrameLength || i < 3)
                yield return frame[..length].ToArray();
        }
    }

    private static MutationRig? BinanceRig(string snapshots, byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        var data = document.RootElement.GetProperty("data");
        if (!data.TryGetProperty("s", out var symbol) || !data.TryGetProperty("u", out var last))
            return null;
        var next = data.TryGetProperty("U", out var first) ? first.GetInt64() : last.GetInt64();
        using var snapshot = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(snapshots, symbol + ".json")));
        var body = $$"""{"lastUpdateId":{{next - 2}},"bids":{{Best(snapshot.RootElement, "bids")}},"asks":{{Best(snapshot.RootElement, "asks")}}}""";
        var bridge = $$"""{"e":"depthUpdate","s":"{{symbol}}","U":{{next - 1}},"u":{{next - 1}},"b":[],"a":[]}""";
        return new MutationRig("binance", symbol.GetString()!, body, [bridge], line);
    }

    private static MutationRig? KucoinRig(string snapshots, byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        var message = document.RootElement;
        if (!message.TryGetProperty("topic", out var topic) || !topic.GetString()!.StartsWith("/market/level2:", StringComparison.Ordinal))
            return null;
        var symbol = topic.GetString()!.Split(':')[1];
        var next = message.GetProperty("data").GetProperty("sequenceStart").GetInt64();
        using var snapshot = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(snapshots, symbol + ".json")));
        var data = snapshot.RootElement.GetProperty("data");
        var body = $$$"""{"code":"200000","data":{"sequence":"{{{next - 2}}}","bids":{{{Best(data, "bids")}}},"asks":{{{Best(data, "asks")}}}}}""";
        var bridge = $$$"""{"type":"message","topic":"{{{topic}}}","data":{"sequenceStart":{{{next - 1}}},"changes":{"asks":[["0","0","{{{next - 1}}}"]],"bids":[]},"sequenceEnd":{{{next - 1}}}}}""";
        return new MutationRig("kucoin", symbol, body, [bridge], line);
    }

    private static string Best(JsonElement body, string side)
        => $"[{string.Join(',', body.GetProperty(side).EnumerateArray().Take(SnapshotLevels).Select(level => level.GetRawText()))}]";
}
