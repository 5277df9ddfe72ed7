namespace Arbit.Tests.Support;

/// <summary>Snapshots and diffs of the venues whose books are proven by sequence numbers, in their own formats.</summary>
public abstract class SequencedFrames
{
    public abstract string Symbol { get; }

    public static SequencedFrames Of(string venue) => venue == "binance" ? new Binance() : new Kucoin();

    /// <summary>Levels as ["price","quantity"], comma-separated.</summary>
    public abstract string Snapshot(long sequence, string bids, string asks);

    /// <summary>A diff of the changes numbered from first to last; every level carries the last number where the venue numbers levels.</summary>
    public abstract string Diff(long first, long last, string bids, string asks);

    private sealed class Binance : SequencedFrames
    {
        public override string Symbol => "BTCUSDT";

        public override string Snapshot(long sequence, string bids, string asks)
            => $$"""{"lastUpdateId":{{sequence}},"bids":[{{bids}}],"asks":[{{asks}}]}""";

        public override string Diff(long first, long last, string bids, string asks)
            => $$"""{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":{{first}},"u":{{last}},"b":[{{bids}}],"a":[{{asks}}]}""";
    }

    private sealed class Kucoin : SequencedFrames
    {
        public override string Symbol => "BTC-USDT";

        public override string Snapshot(long sequence, string bids, string asks)
            => $$$"""{"code":"200000","data":{"time":1,"sequence":"{{{sequence}}}","bids":[{{{bids}}}],"asks":[{{{asks}}}]}}""";

        public override string Diff(long first, long last, string bids, string asks)
            => $$$"""{"type":"message","topic":"/market/level2:BTC-USDT","subject":"trade.l2update","data":{"changes":{"asks":[{{{Numbered(asks, last)}}}],"bids":[{{{Numbered(bids, last)}}}]},"sequenceEnd":{{{last}}},"sequenceStart":{{{first}}},"symbol":"BTC-USDT"}}""";

        private static string Numbered(string levels, long sequence) => levels.Replace("\"]", $"\",\"{sequence}\"]", StringComparison.Ordinal);
    }
}
