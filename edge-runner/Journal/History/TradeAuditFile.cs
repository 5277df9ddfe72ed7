using System.Globalization;
using System.Text;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>
/// trade_audit.csv (RFC 4180, UTF-8, CRLF): the trades for people and their spreadsheets, fixed columns, only ever appended to.
/// The database is the account of record: a crash between the two leaves a row out here.
/// </summary>
internal sealed class TradeAuditFile(string path)
{
    private static readonly string Header = string.Join(',', HistorySchema.Trades.ColumnNames) + "\r\n";

    /// <summary>All rows, or none and an exception. Opened for each batch, so that people can move the file away.</summary>
    public void Append(IEnumerable<TradeRow> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            WriteRow(text, row);
        if (text.Length == 0)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        SetForeignAside();
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var length = file.Length;
        if (length == 0)
            text.Insert(0, Header);
        else if (!EndsWithLine(file))
            text.Insert(0, "\r\n");
        try
        {
            file.Position = length;
            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
        catch
        {
            // A retry would repeat what was written of it.
            file.SetLength(length);
            throw;
        }
    }

    private static void WriteRow(StringBuilder text, TradeRow row)
    {
        var values = row.Values();
        text.Append(UtcText(row.Time));
        foreach (var value in values.AsSpan(1))
            text.Append(',').Append(Quote(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        text.Append("\r\n");
    }

    /// <summary>ISO 8601 to the nanosecond.</summary>
    private static string UtcText(long nanoseconds)
    {
        var (seconds, fraction) = Math.DivRem(nanoseconds, 1_000_000_000L);
        return DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            + fraction.ToString("'.'000000000'Z'", CultureInfo.InvariantCulture);
    }

    private static string Quote(string field)
        => field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A row cut off by a crash keeps its line, so that the next row has one of its own.</summary>
    private static bool EndsWithLine(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    /// <summary>A file with other columns is never mixed with ours, nor lost.</summary>
    private void SetForeignAside()
    {
        if (!File.Exists(path))
            return;
        var header = Encoding.UTF8.GetBytes(Header);
        var begin = new byte[header.Length];
        int read;
        using (var file = File.OpenRead(path))
            read = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        if (read == 0 || begin.AsSpan().SequenceEqual(header))
            return;
        var number = 1;
        while (File.Exists($"{path}.{number}"))
            number++;
        File.Move(path, $"{path}.{number}");
    }
}
