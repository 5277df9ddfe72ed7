using System.Globalization;
using System.Text.RegularExpressions;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>INDEX.tsv beside snapshots: symbol, when it was received, from where. Lines that tell nothing are passed over.</summary>
internal sealed partial class SnapshotIndex
{
    private const string Name = "INDEX.tsv";

    private readonly Dictionary<string, long> _received = new(StringComparer.Ordinal);

    /// <summary>
    /// The levels a side that the snapshots were asked with, the largest where they differ; 0 where that is not known. One that has
    /// fewer held the whole side.
    /// </summary>
    public int Depth { get; private set; }

    /// <summary>When a snapshot was received, in Unix nanoseconds; null where nothing tells.</summary>
    public long? ReceivedAt(string venueSymbol) => _received.TryGetValue(venueSymbol, out var time) ? time : null;

    public static SnapshotIndex Read(string folder)
    {
        var index = new SnapshotIndex();
        if (LenientFile.Find(folder, Name) is not { } path)
            return index;
        using var lines = new StreamReader(new MemoryStream(LenientFile.Read(path, out _)));
        while (lines.ReadLine() is { } line)
        {
            var columns = line.Split('\t');
            if (columns.Length >= 2 && ReceiveTimes.Parse(columns[1].Trim(), out _) is { } time)
                index._received.TryAdd(columns[0].Trim(), time);
            if (columns.Length >= 3)
                index.Depth = Math.Max(index.Depth, DepthOf(columns[2].Trim()));
        }

        return index;
    }

    /// <summary>Binance says limit=1000; KuCoin level2_100, or level2 for the whole book.</summary>
    private static int DepthOf(string url)
    {
        if (Limit.Match(url) is { Success: true } limit)
            return int.Parse(limit.Groups["levels"].ValueSpan, CultureInfo.InvariantCulture);
        return url.Contains("/level2?", StringComparison.Ordinal) ? int.MaxValue : 0;
    }

    [GeneratedRegex("(limit=|level2_)(?<levels>[0-9]{1,6})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Limit { get; }
}
