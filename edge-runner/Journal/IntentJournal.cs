using System.Globalization;

namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// The engine's intents and what became of them, in numbered segments (journal-000001.log …). Each begins with a checkpoint, the
/// state that its records go on from, so the newest segment alone is enough to recover; the older ones are kept as the account of
/// what happened. A segment appears under its name only with its checkpoint whole and on the disk.
/// <para>
/// Start → settle what <see cref="Checkpoint"/> and <see cref="Recovered"/> leave open (appending as usual) →
/// <see cref="BeginSegment"/> → append. What the bytes mean is the caller's.
/// </para>
/// </summary>
public sealed class IntentJournal : IDisposable
{
    private const string Prefix = "journal-";
    private const string Suffix = ".log";

    private readonly string _directory;
    private readonly DataDirectoryLock _lock;
    private AppendLog? _log;

    private IntentJournal(string directory)
    {
        _directory = directory;
        _lock = DataDirectoryLock.Take(directory);
    }

    /// <summary>The newest segment's number; 0 before the first.</summary>
    public int Segment { get; private set; }

    /// <summary>What the newest segment begins with; null in a directory where nothing was journalled yet.</summary>
    public byte[]? Checkpoint { get; private set; }

    /// <summary>The records after that checkpoint that were found at the start, in order. Empty once a segment was begun.</summary>
    public IReadOnlyList<byte[]> Recovered { get; private set; } = [];

    /// <summary>Bytes of a last record cut off at the start: its order was never sent, because Append had not returned.</summary>
    public long BytesCut { get; private set; }

    /// <summary>Bytes in the current segment: says when a new one is due.</summary>
    public long SegmentLength => _log?.Length ?? 0;

    /// <exception cref="DataDirectoryInUseException">Another Arbit has this directory.</exception>
    /// <exception cref="DamagedLogException">The newest segment holds something that was not written like this.</exception>
    public static IntentJournal Start(string directory)
    {
        var journal = new IntentJournal(directory);
        try
        {
            journal.Recover();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Begins the next segment with the state as it is now; on the disk when it returns. Takes milliseconds: for the start and for
    /// quiet moments. If it throws while the old segment still counts, appending goes on there; otherwise the journal is closed.
    /// </summary>
    public void BeginSegment(ReadOnlySpan<byte> checkpoint)
    {
        var path = PathOf(Segment + 1);
        DurableFile.Prepare(path, AppendLog.Image(checkpoint));

        // From here on the new segment may count, so a record in the old one might never be read again.
        _log?.Dispose();
        _log = null;
        DurableFile.Commit(path);
        _log = AppendLog.Open(path);
        Segment++;
        Checkpoint = checkpoint.ToArray();
        Recovered = [];
    }

    /// <summary>The operating system has the record when this returns.</summary>
    /// <exception cref="InvalidOperationException">No segment was begun.</exception>
    /// <exception cref="IOException">It is not in the journal: what it announces must not be done.</exception>
    public void Append(ReadOnlySpan<byte> payload) => Open().Append(payload);

    /// <summary>Everything appended is on the disk when this returns.</summary>
    public void Flush() => Open().Flush();

    public void Dispose()
    {
        _log?.Dispose();
        _lock.Dispose();
    }

    /// <summary>The newest segment's number, 0 where there is none.</summary>
    internal static int NewestSegment(string directory)
    {
        var newest = 0;
        foreach (var file in Directory.EnumerateFiles(directory, Prefix + "*" + Suffix))
        {
            var digits = Path.GetFileName(file)[Prefix.Length..^Suffix.Length];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                newest = Math.Max(newest, number);
        }

        return newest;
    }

    private AppendLog Open() => _log ?? throw new InvalidOperationException("The journal has no open segment: begin one first.");

    private void Recover()
    {
        Segment = NewestSegment(_directory);
        if (Segment == 0)
            return;
        var records = new List<byte[]>();
        _log = AppendLog.Open(PathOf(Segment), payload => records.Add(payload.ToArray()));
        if (records.Count == 0)
            throw new DamagedLogException(_log.File, 0, "it has no checkpoint, though a segment appears only with one.");
        Checkpoint = records[0];
        Recovered = records[1..];
        BytesCut = _log.BytesCut;
    }

    private string PathOf(int segment)
        => Path.Combine(_directory, Prefix + segment.ToString("D6", CultureInfo.InvariantCulture) + Suffix);
}
