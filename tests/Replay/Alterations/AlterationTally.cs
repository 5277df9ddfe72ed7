using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Books;

namespace Arbit.Tests.Replay.Alterations;

/// <summary>Counts, for one venue, which alterations were noticed and by what.</summary>
public sealed class AlterationTally(string stream, string wrong)
{
    private readonly Dictionary<AlterationKind, SortedDictionary<string, int>> _rows = [];

    public void Add(AlterationKind kind, StreamRun truth, StreamRun altered, bool wasLast = false)
    {
        if (!_rows.TryGetValue(kind, out var row))
            _rows[kind] = row = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var how = How(truth, altered, wasLast);
        row[how] = row.GetValueOrDefault(how) + 1;
    }

    public int Count(AlterationKind kind, string how) => _rows.TryGetValue(kind, out var row) ? row.GetValueOrDefault(how) : 0;

    /// <summary>One line a kind, and why the venue gives no proof of what went unnoticed.</summary>
    public string Print(IReadOnlyDictionary<AlterationKind, string> why)
    {
        var text = new StringBuilder(stream).AppendLine();
        foreach (var (kind, row) in _rows.OrderBy(row => row.Key))
        {
            var noticed = row.Where(cell => cell.Key.StartsWith("by ", StringComparison.Ordinal)).Sum(cell => cell.Value);
            var cells = string.Join(", ", row.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Key} {cell.Value}")));
            text.AppendLine(CultureInfo.InvariantCulture, $"  {kind,-15} noticed {noticed,3}, unnoticed {row.Values.Sum() - noticed,3}: {cells}");
            if (row.Values.Sum() != noticed && why.TryGetValue(kind, out var reason))
                text.AppendLine(CultureInfo.InvariantCulture, $"  {"",-15} {reason}");
        }

        return text.ToString();
    }

    private string How(StreamRun truth, StreamRun altered, bool wasLast)
    {
        if (altered.ChecksumsFailed > 0)
            return "by checksum";
        if (altered.HasBroken(BookReason.SequenceGap))
            return "by sequence";
        if (altered.HasBroken(BookReason.Crossed))
            return "by a crossed book";
        if (altered.Malformed > 0)
            return "by its form";
        if (altered.QuotesDifferent > truth.QuotesDifferent)
            return "by best quotes";
        if (altered.Usable.Count < truth.Usable.Count - 1)
            return "by the missing snapshot";
        if (altered.HasSameBooks(truth))
            return "the book is the true one";
        return wasLast ? "no diff came any more" : wrong;
    }
}
