using Arbit.EdgeRunner.Journal;
using Xunit.Abstractions;

namespace Arbit.Tests.Journal;

public sealed class AppendLogTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string LogPath => _directory.File("a.log");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Records_come_back_in_order()
    {
        byte[][] records = [[1], [], [2, 3], new byte[200_000]];
        Write(records);
        using var log = Read(out var read);
        Assert.Equal(records, read);
        Assert.Equal(4, log.Records);
        Assert.Equal(0, log.BytesCut);
    }

    [Fact]
    public void Appending_goes_on_after_reopening()
    {
        Write([[1]]);
        Write([[2]]);
        Read(out var read).Dispose();
        Assert.Equal([[1], [2]], read);
    }

    [Fact]
    public void The_file_holds_the_record_when_append_returns()
    {
        using var log = AppendLog.Open(LogPath);
        log.Append("intent"u8);
        Assert.Equal(8 + Frame.HeaderLength + 6, new FileInfo(LogPath).Length);
    }

    [Fact]
    public void Cut_at_every_byte_the_whole_records_survive_and_the_rest_is_cut_off()
    {
        var random = Seeded();
        var records = RandomRecords(random, 12, 60);
        var image = ImageOf(records, out var ends);
        for (var length = 0; length <= image.Length; length++)
        {
            File.WriteAllBytes(LogPath, image[..length]);
            var whole = ends.Count(end => end <= length);
            var proven = whole > 0 ? ends[whole - 1] : Math.Min(length, 8) == 8 ? 8 : 0;
            using (var log = Read(out var read))
            {
                Assert.Equal(records[..whole], read);
                Assert.Equal(length < 8 ? 0 : length - proven, log.BytesCut);
                log.Append("after"u8);
            }

            using var again = Read(out var more);
            Assert.Equal([.. records[..whole], "after"u8.ToArray()], more);
            Assert.Equal(0, again.BytesCut);
        }
    }

    [Fact]
    public void A_large_last_record_cut_at_random_bytes_is_cut_off()
    {
        var random = Seeded();
        byte[][] records = [[7], RandomBytes(random, 300_000)];
        var image = ImageOf(records, out var ends);
        for (var i = 0; i < 40; i++)
        {
            var length = random.Next(ends[0] + 1, ends[1]);
            File.WriteAllBytes(LogPath, image[..length]);
            using var log = Read(out var read);
            Assert.Equal(records[..1], read);
            Assert.Equal(length - ends[0], log.BytesCut);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_named_and_nothing_is_cut()
    {
        var random = Seeded();
        var records = RandomRecords(random, 5, 30);
        var image = ImageOf(records, out var ends);
        for (var bit = 0; bit < image.Length * 8; bit++)
        {
            var flipped = (byte[])image.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(LogPath, flipped);
            var damage = Assert.Throws<DamagedLogException>(() => AppendLog.Open(LogPath));
            var record = ends.Count(end => end <= bit / 8);
            Assert.Equal(bit < 64 ? 0 : record == 0 ? 8 : ends[record - 1], damage.Offset);
            Assert.Equal(flipped, File.ReadAllBytes(LogPath));
        }
    }

    [Fact]
    public void Damage_says_file_place_and_what_to_do()
    {
        var image = ImageOf([[1], [2], [3]], out var ends);
        image[ends[0] + Frame.HeaderLength] ^= 1;
        File.WriteAllBytes(LogPath, image);
        var damage = Assert.Throws<DamagedLogException>(() => AppendLog.Open(LogPath));
        Assert.Equal(LogPath, damage.File);
        Assert.Contains($"{LogPath} is damaged at byte {ends[0]}: record 2", damage.Message, StringComparison.Ordinal);
        Assert.Contains($"truncate -s {ends[0]}", damage.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(5000)]
    public void Zeros_that_nobody_wrote_are_cut_off(int zeros)
    {
        var image = ImageOf([[1], [2]], out _);
        File.WriteAllBytes(LogPath, [.. image, .. new byte[zeros]]);
        using var log = Read(out var read);
        Assert.Equal([[1], [2]], read);
        Assert.Equal(zeros, log.BytesCut);
    }

    [Fact]
    public void Zeros_with_anything_after_them_are_damage()
    {
        var image = ImageOf([[1], [2]], out var ends);
        File.WriteAllBytes(LogPath, [.. image, .. new byte[200_000], 1]);
        Assert.Equal(ends[1], Assert.Throws<DamagedLogException>(() => AppendLog.Open(LogPath)).Offset);
    }

    [Theory]
    [InlineData("{\"a\": 1}")]
    [InlineData("Arbit, but no log")]
    [InlineData("x")]
    public void A_foreign_file_is_named_and_left_alone(string text)
    {
        File.WriteAllText(LogPath, text);
        Assert.Equal(0, Assert.Throws<DamagedLogException>(() => AppendLog.Open(LogPath)).Offset);
        Assert.Equal(text, File.ReadAllText(LogPath));
    }

    [Fact]
    public void A_second_one_is_kept_out_until_the_first_is_closed()
    {
        using (AppendLog.Open(LogPath))
        {
            var refusal = Assert.Throws<DataDirectoryInUseException>(() => AppendLog.Open(LogPath));
            Assert.Contains("data directory in use by another Arbit", refusal.Message, StringComparison.Ordinal);
        }

        AppendLog.Open(LogPath).Dispose();
        Assert.True(File.Exists(LogPath));
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        using var log = AppendLog.Open(LogPath);
        Span<byte> payload = stackalloc byte[120];
        log.Append(payload);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            log.Append(payload);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_record_too_large_is_refused_before_anything_is_written()
    {
        using var log = AppendLog.Open(LogPath);
        Assert.Throws<ArgumentException>(() => log.Append(new byte[Frame.MaxPayload + 1]));
        Assert.Equal(8, new FileInfo(LogPath).Length);
    }

    private static byte[][] RandomRecords(Random random, int count, int largest)
        => [.. Enumerable.Range(0, count).Select(_ => RandomBytes(random, random.Next(1, largest)))];

    private static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private Random Seeded()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private void Write(byte[][] records)
    {
        using var log = AppendLog.Open(LogPath);
        foreach (var record in records)
            log.Append(record);
    }

    private AppendLog Read(out List<byte[]> records)
    {
        var read = new List<byte[]>();
        var log = AppendLog.Open(LogPath, payload => read.Add(payload.ToArray()));
        records = read;
        return log;
    }

    /// <summary>A log's bytes, and where each of its records ends.</summary>
    private byte[] ImageOf(byte[][] records, out int[] ends)
    {
        var lengths = new List<int>();
        using (var log = AppendLog.Open(LogPath))
        {
            foreach (var record in records)
            {
                log.Append(record);
                lengths.Add((int)log.Length);
            }
        }

        ends = [.. lengths];
        return File.ReadAllBytes(LogPath);
    }
}
