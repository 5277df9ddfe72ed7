using System.Buffers.Binary;
using System.IO.Compression;

namespace Arbit.EdgeRunner.Journal.Recording;

/// <summary>
/// Reads a recording's records in order, allocating nothing per record. A recording that breaks off is read up to there and
/// <see cref="End"/> says so; bytes that nobody recorded like this are an error.
/// </summary>
public sealed class SessionReader : IDisposable
{
    private readonly IReadOnlyList<string> _files;
    private FrameReader _frames = null!;
    private Stream? _stream;
    private int _next;
    private long _records;

    private SessionReader(IReadOnlyList<string> files) => _files = files;

    /// <summary>The recorder's UTF-8 JSON: configuration, instruments.</summary>
    public byte[] Description { get; private set; } = [];

    /// <summary>Null until <see cref="TryRead"/> has returned false.</summary>
    public SessionEnd? End { get; private set; }

    private string File => _files[_next - 1];

    /// <param name="path">The recording's directory, or its only file. Files that end in .gz are read as they are.</param>
    /// <exception cref="SessionFormatException">There is none, or it is none.</exception>
    public static SessionReader Open(string path)
    {
        IReadOnlyList<string> files = System.IO.File.Exists(path) ? [path]
            : Directory.Exists(path) ? SessionFile.In(path)
            : throw new SessionFormatException($"{path} does not exist: a directory written by run --record is wanted.");
        if (files.Count == 0)
            throw new SessionFormatException($"{path} holds no recording ({SessionFile.Prefix}*{SessionFile.Suffix}).");
        var reader = new SessionReader(files);
        try
        {
            reader.NextFile();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The next record, or false at the end.</summary>
    /// <exception cref="SessionFormatException">A file is damaged, missing or foreign.</exception>
    public bool TryRead(out SessionRecord record)
    {
        record = default;
        while (End is null)
        {
            var status = ReadFrame(out var body);
            if (status == FrameStatus.Whole && body is [SessionFile.Record, ..] && body.Length >= SessionFile.RecordHead)
            {
                record = Decode(body);
                _records++;
                return true;
            }

            if (status == FrameStatus.Whole && body is [SessionFile.Trailer, ..] && body.Length >= SessionFile.CountHead)
                EndCleanly(body);
            else if (status is FrameStatus.Whole or FrameStatus.Damaged)
                throw Damaged("a record does not match its checksum or its kind");
            else if (_next < _files.Count)
                NextFile();
            else
                End = new SessionEnd(_records, AuditHash: null, File, _frames.Offset);
        }

        return false;
    }

    public void Dispose() => _stream?.Dispose();

    private static SessionRecord Decode(ReadOnlySpan<byte> body) => new()
    {
        Kind = body[1],
        Source = BinaryPrimitives.ReadInt32LittleEndian(body[2..]),
        Sequence = BinaryPrimitives.ReadInt64LittleEndian(body[6..]),
        TimeNanoseconds = BinaryPrimitives.ReadInt64LittleEndian(body[14..]),
        Payload = body[SessionFile.RecordHead..],
    };

    private void EndCleanly(ReadOnlySpan<byte> trailer)
    {
        var count = BinaryPrimitives.ReadInt64LittleEndian(trailer[1..]);
        var hash = trailer[SessionFile.CountHead..].ToArray();
        if (count != _records)
            throw Damaged($"its trailer counts {count} records and {_records} were read");
        var offset = _frames.Offset;
        if (_next < _files.Count || ReadFrame(out _) != FrameStatus.End)
            throw Damaged("something follows its trailer");
        End = new SessionEnd(_records, hash, File, offset);
    }

    private void NextFile()
    {
        _stream?.Dispose();
        _next++;
        _stream = OpenFile();
        _frames = new FrameReader(_stream);
        RequireMagic();

        var status = ReadFrame(out var head);
        if (status is FrameStatus.Torn or FrameStatus.End && _next == _files.Count && _next > 1)
        {
            // Killed while it began its next file.
            End = new SessionEnd(_records, AuditHash: null, File, _frames.Offset);
            return;
        }

        if (status != FrameStatus.Whole || head is not [SessionFile.Head, ..] || head.Length < SessionFile.CountHead)
            throw Damaged("it has no head");
        var before = BinaryPrimitives.ReadInt64LittleEndian(head[1..]);
        if (before != _records)
            throw new SessionFormatException($"{File} begins after {before} records and {_records} stand before it: a file is missing or cut.");
        if (_next == 1)
            Description = head[SessionFile.CountHead..].ToArray();
        else if (!head[SessionFile.CountHead..].SequenceEqual(Description))
            throw new SessionFormatException($"{File} belongs to another recording than {_files[0]}.");
    }

    private void RequireMagic()
    {
        ReadOnlySpan<byte> magic;
        try
        {
            magic = _frames.ReadBytes(SessionFile.Magic.Length);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw Unreadable(e);
        }

        if (magic.SequenceEqual(SessionFile.Magic) || (_next > 1 && _next == _files.Count && SessionFile.Magic.StartsWith(magic)))
            return;
        throw new SessionFormatException(magic.Length == SessionFile.Magic.Length && magic.StartsWith(SessionFile.Magic[..^1])
            ? $"{File} was recorded by another version of Arbit: replay it with that one."
            : $"{File} is no recording of a session.");
    }

    private Stream OpenFile()
    {
        try
        {
            var file = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return File.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    private FrameStatus ReadFrame(out ReadOnlySpan<byte> body)
    {
        try
        {
            return _frames.Read(out body);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw Unreadable(e);
        }
    }

    private SessionFormatException Unreadable(Exception cause) => new($"{File} cannot be read: {cause.Message}", cause);

    private SessionFormatException Damaged(string finding) => new($"{File} is damaged at byte {_frames.Offset}: {finding}.");
}
