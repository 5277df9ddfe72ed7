using System.IO.Compression;
using System.Text;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Journal.Recording;
using Xunit.Abstractions;

namespace Arbit.Tests.Journal;

public sealed class SessionTests(ITestOutputHelper output) : IDisposable
{
    private static readonly byte[] Hash = [1, 2, 3, 4];

    private readonly TemporaryDirectory _directory = new();

    private string First => _directory.File("session-000001.rec");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_million_records_come_back_and_none_allocates()
    {
        const int count = 1_000_000;

        // What only the first calls of a method allocate is none of a record's.
        const int warm = 10_000;
        var payload = new byte[64];
        using (var recorder = SessionRecorder.Begin(_directory.Path, """{"venue":"kraken"}"""u8, fileBytes: 1L << 40))
        {
            for (var i = 0; i < warm; i++)
                RecordNumbered(recorder, i, payload);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = warm; i < count; i++)
                RecordNumbered(recorder, i, payload);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            recorder.Complete(Hash);
            Assert.Null(recorder.Problem);
        }

        using var reader = SessionReader.Open(_directory.Path);
        Assert.Equal("""{"venue":"kraken"}""", Encoding.UTF8.GetString(reader.Description));
        Assert.True(reader.TryRead(out var first));
        RequireNumbered(first, 0);
        var start = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < count; i++)
        {
            Assert.True(reader.TryRead(out var record));
            RequireNumbered(record, i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - start);
        Assert.False(reader.TryRead(out _));
        Assert.True(reader.End!.IsClean);
        Assert.Equal(count, reader.End.Records);
        Assert.Equal(Hash, reader.End.AuditHash);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_follow_one_another_plain_or_compressed(bool compressed)
    {
        RecordFiles();
        var files = Directory.GetFiles(_directory.Path);
        Assert.True(files.Length > 3);
        if (compressed)
            Array.ForEach(files[1..], Compress);
        var end = ReadAll(out var records);
        Assert.True(end.IsClean);
        Assert.Equal(500, records);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        RecordFiles();
        File.Delete(_directory.File("session-000002.rec"));
        Assert.Contains("a file is missing", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_recording_is_named()
    {
        RecordFiles();
        var other = Directory.CreateDirectory(_directory.File("other")).FullName;
        RecordFiles(other, "{\"other\":1}");
        File.Copy(Path.Combine(other, "session-000002.rec"), _directory.File("session-000002.rec"), overwrite: true);
        Assert.Contains("belongs to another recording", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_last_file_is_an_unclean_end()
    {
        RecordFiles();
        File.Delete(Directory.GetFiles(_directory.Path).Order(StringComparer.Ordinal).Last());
        Assert.False(ReadAll(out _).IsClean);
    }

    [Fact]
    public void Killed_while_beginning_its_next_file_it_is_unclean_there()
    {
        RecordFiles();
        var files = Directory.GetFiles(_directory.Path).Order(StringComparer.Ordinal).ToArray();
        Array.ForEach(files[2..], File.Delete);
        var image = File.ReadAllBytes(files[1]);
        for (var length = 0; length < 8 + Frame.HeaderLength + SessionFile.CountHead + 2; length++)
        {
            File.WriteAllBytes(files[1], image[..length]);
            var end = ReadAll(out var records);
            Assert.False(end.IsClean);
            Assert.Equal(files[1], end.File);
            Assert.Equal(end.Records, records);
        }
    }

    [Fact]
    public void Records_larger_than_the_buffer_and_empty_ones_are_taken()
    {
        var large = new byte[300_000];
        large[^1] = 9;
        using (var recorder = SessionRecorder.Begin(_directory.Path, "{}"u8, bufferBytes: 1000))
        {
            recorder.Record(1, 1, 1, 1, []);
            recorder.Record(2, long.MinValue, 255, int.MinValue, large);
            recorder.Complete([]);
        }

        using var reader = SessionReader.Open(_directory.Path);
        Assert.True(reader.TryRead(out var record));
        Assert.Equal(0, record.Payload.Length);
        Assert.True(reader.TryRead(out record));
        Assert.True(record.Payload.SequenceEqual(large));
        Assert.Equal((2L, long.MinValue, 255, int.MinValue), (record.Sequence, record.TimeNanoseconds, record.Kind, record.Source));
        Assert.False(reader.TryRead(out _));
        Assert.True(reader.End!.IsClean);
    }

    [Fact]
    public void Disposed_without_an_end_it_is_unclean_and_keeps_its_records()
    {
        using (var recorder = SessionRecorder.Begin(_directory.Path, "{}"u8))
            recorder.Record(1, 1, 1, 1, "a"u8);
        var end = ReadAll(out var records);
        Assert.Equal(1, records);
        Assert.False(end.IsClean);
        Assert.Equal(new FileInfo(First).Length, end.Offset);
        Assert.Contains(First, end.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_at_every_byte_it_is_read_up_to_there_and_called_unclean()
    {
        var ends = RecordSmall();
        var image = File.ReadAllBytes(First);
        for (var length = (int)ends[0]; length < image.Length; length++)
        {
            File.WriteAllBytes(First, image[..length]);
            var end = ReadAll(out var records);
            Assert.False(end.IsClean);
            Assert.Equal(ends.Count(e => e <= length) - 1, records);
            Assert.Equal(ends.Last(e => e <= length), end.Offset);
        }

        for (var length = 0; length < ends[0]; length++)
        {
            File.WriteAllBytes(First, image[..length]);
            Assert.Contains(First, Refusal(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_named()
    {
        RecordSmall();
        var image = File.ReadAllBytes(First);
        for (var bit = 0; bit < image.Length * 8; bit++)
        {
            var flipped = (byte[])image.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(First, flipped);
            Assert.Contains(First, Refusal(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"e\":\"depthUpdate\"}")]
    [InlineData("ArbitSs")]
    [InlineData("ArbitSs2 and more")]
    public void A_foreign_file_is_named_in_one_line(string text)
    {
        File.WriteAllText(First, text);
        var refusal = Refusal();
        Assert.StartsWith(First, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
        Assert.Equal(text.StartsWith("ArbitSs2", StringComparison.Ordinal), refusal.Contains("another version", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_gzip_is_named()
    {
        RecordSmall();
        Compress(First);
        var image = File.ReadAllBytes(First + ".gz");
        image[^9] ^= 0x10;
        File.WriteAllBytes(First + ".gz", image);
        Assert.Contains("session-000001.rec.gz", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(First + ".gz", "no gzip");
        Assert.Contains("cannot be read", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_there_is_named()
    {
        Assert.Contains("holds no recording", Refusal(), StringComparison.Ordinal);
        Assert.Contains(
            "does not exist",
            Assert.Throws<SessionFormatException>(() => SessionReader.Open(_directory.File("absent"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_is_never_written_over()
    {
        RecordSmall();
        var refusal = Assert.Throws<SessionFormatException>(() => SessionRecorder.Begin(_directory.Path, "{}"u8));
        Assert.Contains("already holds a recording", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_refuses_ends_the_recording_and_throws_nothing()
    {
        using var recorder = SessionRecorder.Begin(_directory.Path, "{}"u8, bufferBytes: 200, fileBytes: 400);
        // Its next file's name is taken.
        File.WriteAllText(_directory.File("session-000002.rec"), "");
        for (var i = 0; i < 100; i++)
            recorder.Record(i, i, 1, 1, "payload"u8);
        recorder.Flush();
        recorder.Complete(Hash);
        Assert.Contains("ended at record", recorder.Problem!, StringComparison.Ordinal);
        File.Delete(_directory.File("session-000002.rec"));
        var end = ReadAll(out var records);
        Assert.False(end.IsClean);
        Assert.Equal(recorder.Records, records);
    }

    [Fact]
    public void Random_records_in_random_files_come_back()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var written = new List<(long, long, byte, int, byte[])>();
        using (var recorder = SessionRecorder.Begin(_directory.Path, "{}"u8, random.Next(64, 5000), random.Next(1000, 100_000)))
        {
            for (var i = 0; i < 2000; i++)
            {
                var payload = new byte[random.Next(0, random.Next(1, 2000))];
                random.NextBytes(payload);
                written.Add((random.NextInt64(), random.NextInt64(), (byte)random.Next(256), random.Next(), payload));
                recorder.Record(written[i].Item1, written[i].Item2, written[i].Item3, written[i].Item4, payload);
            }

            recorder.Complete(Hash);
        }

        using var reader = SessionReader.Open(_directory.Path);
        foreach (var (sequence, time, kind, source, payload) in written)
        {
            Assert.True(reader.TryRead(out var record));
            Assert.Equal((sequence, time, kind, source), (record.Sequence, record.TimeNanoseconds, record.Kind, record.Source));
            Assert.True(record.Payload.SequenceEqual(payload));
        }

        Assert.False(reader.TryRead(out _));
        Assert.True(reader.End!.IsClean);
    }

    private static void RecordNumbered(SessionRecorder recorder, int number, byte[] payload)
    {
        payload[0] = (byte)number;
        recorder.Record(number, number * 1000L, (byte)number, -number, payload.AsSpan(0, number % 64));
    }

    private static void RequireNumbered(SessionRecord record, int number)
    {
        // Compared by hand: an assertion boxes.
        var same = record.Sequence == number && record.TimeNanoseconds == number * 1000L && record.Kind == (byte)number
            && record.Source == -number && record.Payload.Length == number % 64
            && (record.Payload.IsEmpty || record.Payload[0] == (byte)number);
        Assert.True(same);
    }

    private static void Compress(string file)
    {
        using (var source = File.OpenRead(file))
        using (var target = new GZipStream(File.Create(file + ".gz"), CompressionLevel.Fastest))
            source.CopyTo(target);
        File.Delete(file);
    }

    private void RecordFiles(string? directory = null, string description = "{}")
    {
        using var recorder = SessionRecorder.Begin(directory ?? _directory.Path, Encoding.UTF8.GetBytes(description), 256, 4000);
        for (var i = 0; i < 500; i++)
            recorder.Record(i, i, 1, 1, "payload"u8);
        recorder.Complete(Hash);
    }

    /// <summary>Three records in one file; where its head and each record end.</summary>
    private List<long> RecordSmall()
    {
        var ends = new List<long>();
        using var recorder = SessionRecorder.Begin(_directory.Path, "{}"u8);
        ends.Add(new FileInfo(First).Length);
        for (var i = 0; i < 3; i++)
        {
            recorder.Record(i, i, 1, 1, "payload"u8);
            recorder.Flush();
            ends.Add(new FileInfo(First).Length);
        }

        recorder.Complete(Hash);
        return ends;
    }

    private SessionEnd ReadAll(out long records)
    {
        using var reader = SessionReader.Open(_directory.Path);
        records = 0;
        while (reader.TryRead(out _))
            records++;
        return reader.End!;
    }

    private string Refusal() => Assert.Throws<SessionFormatException>(() => ReadAll(out _)).Message;
}
