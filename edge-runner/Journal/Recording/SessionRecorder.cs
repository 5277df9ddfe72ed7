using System.Buffers.Binary;
using System.Numerics;

namespace Arbit.EdgeRunner.Journal.Recording;

/// <summary>
/// Records a session: every input of the engine, in the order it reached it, so that a replay decides the same. For the engine's
/// thread: nothing is allocated per record; when the buffer is full that thread hands it to the operating system (one write).
/// <para>
/// It never throws once begun: trading does not stop because a recording does. When the disk refuses, recording ends there,
/// <see cref="Problem"/> says why, and a reader will see an unclean end.
/// </para>
/// </summary>
public sealed class SessionRecorder : IDisposable
{
    public const int DefaultBufferBytes = 1024 * 1024;
    public const long DefaultFileBytes = 256 * 1024 * 1024;

    private readonly string _directory;
    private readonly byte[] _description;
    private readonly long _fileBytes;
    private byte[] _buffer;
    private int _used;
    private FileStream? _file;
    private int _number;
    private long _written;

    private SessionRecorder(string directory, byte[] description, int bufferBytes, long fileBytes)
    {
        _directory = directory;
        _description = description;
        _fileBytes = fileBytes;
        _buffer = new byte[bufferBytes];
    }

    /// <summary>Records taken so far.</summary>
    public long Records { get; private set; }

    /// <summary>Why recording ended before the session did, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Begins a recording in a directory that holds none yet.</summary>
    /// <param name="description">UTF-8 JSON of what a replay needs beside the inputs: configuration, instruments. Repeated in every file.</param>
    /// <param name="bufferBytes">What is handed to the operating system at once.</param>
    /// <param name="fileBytes">A file that has this many bytes is followed by another.</param>
    /// <exception cref="SessionFormatException">The directory holds a recording.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static SessionRecorder Begin(
        string directory, ReadOnlySpan<byte> description, int bufferBytes = DefaultBufferBytes, long fileBytes = DefaultFileBytes)
    {
        Frame.RequireFits(SessionFile.CountHead + description.Length);
        Directory.CreateDirectory(directory);
        if (SessionFile.In(directory).Count > 0)
            throw new SessionFormatException($"{directory} already holds a recording: name an empty or new directory.");
        var recorder = new SessionRecorder(directory, description.ToArray(), bufferBytes, fileBytes);
        try
        {
            recorder.BeginFile();
            return recorder;
        }
        catch
        {
            recorder.Close();
            throw;
        }
    }

    /// <param name="sequence">The engine's number of the input.</param>
    /// <param name="timeNanoseconds">Unix time of the input as the engine saw it.</param>
    /// <param name="kind">What it is; the caller's code.</param>
    /// <param name="source">Where it came from; the caller's number.</param>
    /// <param name="payload">The input itself.</param>
    public void Record(long sequence, long timeNanoseconds, byte kind, int source, ReadOnlySpan<byte> payload)
    {
        if (_file is null)
            return;
        try
        {
            if (_written + _used >= _fileBytes)
                NextFile();
            var body = Reserve(SessionFile.RecordHead + payload.Length);
            body[0] = SessionFile.Record;
            body[1] = kind;
            BinaryPrimitives.WriteInt32LittleEndian(body[2..], source);
            BinaryPrimitives.WriteInt64LittleEndian(body[6..], sequence);
            BinaryPrimitives.WriteInt64LittleEndian(body[14..], timeNanoseconds);
            payload.CopyTo(body[SessionFile.RecordHead..]);
            Seal(body);
            Records++;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Abandon(e);
        }
    }

    /// <summary>Hands everything recorded so far to the operating system.</summary>
    public void Flush()
    {
        try
        {
            WriteOut();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Abandon(e);
        }
    }

    /// <summary>The session came to its end: the trailer is written and on the disk. Nothing is recorded after it.</summary>
    /// <param name="auditHash">Of the decisions; a replay must come to the same.</param>
    public void Complete(ReadOnlySpan<byte> auditHash)
    {
        if (_file is null)
            return;
        try
        {
            WriteCounted(SessionFile.Trailer, auditHash);
            WriteOut();
            _file.Flush(flushToDisk: true);
            Close();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Abandon(e);
        }
    }

    /// <summary>Without <see cref="Complete"/> before it the recording has an unclean end.</summary>
    public void Dispose()
    {
        Flush();
        Close();
    }

    private void NextFile()
    {
        WriteOut();
        Close();
        BeginFile();
    }

    private void BeginFile()
    {
        _file = new FileStream(
            SessionFile.PathOf(_directory, ++_number), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _file.Write(SessionFile.Magic);
        _written = SessionFile.Magic.Length;
        WriteCounted(SessionFile.Head, _description);
        WriteOut();
    }

    private void WriteCounted(byte what, ReadOnlySpan<byte> bytes)
    {
        var body = Reserve(SessionFile.CountHead + bytes.Length);
        body[0] = what;
        BinaryPrimitives.WriteInt64LittleEndian(body[1..], Records);
        bytes.CopyTo(body[SessionFile.CountHead..]);
        Seal(body);
    }

    /// <summary>Room in the buffer for a frame's payload, behind room for its header.</summary>
    private Span<byte> Reserve(int length)
    {
        Frame.RequireFits(length);
        var frame = Frame.HeaderLength + length;
        if (_buffer.Length - _used < frame)
        {
            WriteOut();
            if (_buffer.Length < frame)
                _buffer = new byte[BitOperations.RoundUpToPowerOf2((uint)frame)];
        }

        return _buffer.AsSpan(_used + Frame.HeaderLength, length);
    }

    private void Seal(ReadOnlySpan<byte> body)
    {
        Frame.WriteHeader(_buffer.AsSpan(_used), body);
        _used += Frame.HeaderLength + body.Length;
    }

    private void WriteOut()
    {
        if (_file is null || _used == 0)
            return;
        _file.Write(_buffer, 0, _used);
        _written += _used;
        _used = 0;
    }

    private void Abandon(Exception cause)
    {
        Problem = $"The recording in {_directory} ended at record {Records}: {cause.Message}";
        _used = 0;
        Close();
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
