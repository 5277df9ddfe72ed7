using Microsoft.Win32.SafeHandles;

namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// An append-only file of records, each of which proves itself (<see cref="Frame"/>). What <see cref="Append"/> returned from
/// survives the end of the process in any way; what <see cref="Flush"/> returned from survives the loss of power.
/// For one thread at a time; one process at a time has it open.
/// </summary>
public sealed class AppendLog : IDisposable
{
    private static ReadOnlySpan<byte> Magic => "ArbitLg1"u8;

    private readonly FileStream _stream;
    private readonly SafeFileHandle _file;
    private byte[] _buffer = new byte[4096];
    private bool _broken;

    private AppendLog(FileStream stream)
    {
        _stream = stream;
        _file = stream.SafeFileHandle;
    }

    public string File => _stream.Name;

    /// <summary>Bytes in the file, all of them proven.</summary>
    public long Length { get; private set; }

    /// <summary>Records in the file.</summary>
    public long Records { get; private set; }

    /// <summary>Bytes that were cut off at opening, because the writer ended in the middle of a record. 0 after a clean end.</summary>
    public long BytesCut { get; private set; }

    /// <summary>
    /// Opens a log, or begins one where there is none; shows its records in order and cuts off a last one that was not written whole.
    /// </summary>
    /// <exception cref="DataDirectoryInUseException">Another process has it open.</exception>
    /// <exception cref="DamagedLogException">It is no log, or holds something else than whole records and one torn at its end.</exception>
    public static AppendLog Open(string path, RecordVisitor? visit = null)
    {
        var log = new AppendLog(ExclusiveFile.Open(path));
        try
        {
            log.Recover(visit);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The operating system has the record when this returns, in one write; nothing is allocated unless the record is the largest so far.
    /// </summary>
    /// <exception cref="IOException">It is not in the log (disk full, for instance); what was there before still is.</exception>
    public void Append(ReadOnlySpan<byte> payload)
    {
        if (_broken)
            throw new IOException($"{File} takes no more records: an earlier one was written in part and could not be taken back.");
        var frame = Build(ref _buffer, payload);
        try
        {
            RandomAccess.Write(_file, frame, Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TakeBack();
            throw;
        }

        Length += frame.Length;
        Records++;
    }

    /// <summary>Everything appended is on the disk when this returns (fsync).</summary>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _stream.Dispose();

    /// <summary>The bytes of a log that holds one record.</summary>
    internal static byte[] Image(ReadOnlySpan<byte> payload)
    {
        var buffer = Array.Empty<byte>();
        return [.. Magic, .. Build(ref buffer, payload)];
    }

    private static ReadOnlySpan<byte> Build(ref byte[] buffer, ReadOnlySpan<byte> payload)
    {
        Frame.RequireFits(payload.Length);
        var length = Frame.HeaderLength + payload.Length;
        if (buffer.Length < length)
            buffer = new byte[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length)];
        Frame.WriteHeader(buffer, payload);
        payload.CopyTo(buffer.AsSpan(Frame.HeaderLength));
        return buffer.AsSpan(0, length);
    }

    /// <summary>A record written in part would stand between the good ones and the next.</summary>
    private void TakeBack()
    {
        try
        {
            RandomAccess.SetLength(_file, Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _broken = true;
        }
    }

    private void Recover(RecordVisitor? visit)
    {
        var size = RandomAccess.GetLength(_file);
        var reader = new FrameReader(_stream);
        var magic = reader.ReadBytes(Magic.Length);
        if (!Magic.StartsWith(magic))
            throw new DamagedLogException(File, 0, "it does not begin like a log of this version.");
        if (magic.Length < Magic.Length)
            Begin();
        else
            ReadRecords(reader, visit);
        if (size <= Length)
            return;
        BytesCut = size - Length;
        RandomAccess.SetLength(_file, Length);
    }

    private void Begin()
    {
        RandomAccess.Write(_file, Magic, 0);
        Length = Magic.Length;
        Flush();
        DurableFile.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
    }

    private void ReadRecords(FrameReader reader, RecordVisitor? visit)
    {
        Length = reader.Offset;
        FrameStatus status;
        while ((status = reader.Read(out var payload)) == FrameStatus.Whole)
        {
            visit?.Invoke(payload);
            Records++;
            Length = reader.Offset;
        }

        // After a loss of power a file may be longer than what was written into it; a killed process leaves none of that.
        if (status == FrameStatus.Damaged && !reader.RestIsZero())
            throw new DamagedLogException(File, Length, $"record {Records + 1} does not match its checksum.");
    }
}
