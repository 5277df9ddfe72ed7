namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>INDEX.tsv beside snapshots: symbol, when it was received, from where.</summary>
internal static class SnapshotIndex
{
    private const string Name = "INDEX.tsv";

    /// <summary>When each was received, in Unix nanoseconds; empty where there is no index. Lines that tell nothing are passed over.</summary>
    public static Dictionary<string, long> Read(string folder)
    {
        var received = new Dictionary<string, long>(StringComparer.Ordinal);
        if (LenientFile.Find(folder, Name) is not { } path)
            return received;
        using var lines = new StreamReader(new MemoryStream(LenientFile.Read(path, out _)));
        while (lines.ReadLine() is { } line)
        {
            var columns = line.Split('\t');
            if (columns.Length >= 2 && ReceiveTimes.Parse(columns[1].Trim(), out _) is { } time)
                received.TryAdd(columns[0].Trim(), time);
        }

        return received;
    }
}
