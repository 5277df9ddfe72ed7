using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Scanner;

namespace Arbit.EdgeRunner.Run;

/// <summary>Daily candles in one small file of the data directory: JSON, replaced whole.</summary>
public sealed class CandleFile(string path) : ICandleStore
{
    public const string Name = "candles.json";

    /// <summary>
    /// A file that cannot be read is as good as none: the scanner is careful then, and <see cref="Problem"/> says why.
    /// </summary>
    public CandleHistory Load()
    {
        try
        {
            if (!File.Exists(path))
                return CandleHistory.None;
            var history = RecordCodec.Decode<CandleHistory>(File.ReadAllBytes(path));
            return history.Candles is null || history.Candles.Values.Any(days => days is null || days.Contains(null!))
                ? throw new InvalidDataException("it holds no candles")
                : history;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Problem = $"The daily candles in {path} cannot be read, so the Market Scanner begins without any: {e.Message}";
            return CandleHistory.None;
        }
    }

    public void Save(CandleHistory history)
    {
        try
        {
            DurableFile.Replace(path, RecordCodec.Encode(history));
            Problem = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = $"The daily candles cannot be kept in {path}: {e.Message}";
        }
    }

    /// <summary>What went wrong last, and has not gone right since; null where nothing did.</summary>
    public string? Problem { get; private set; }
}
