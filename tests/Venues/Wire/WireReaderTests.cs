using System.Globalization;
using System.Text;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Money;
using Xunit.Abstractions;

namespace Arbit.Tests.Venues.Wire;

/// <summary>Numbers at every place in the buffer, with and without spare bytes, and with rubbish behind the frame.</summary>
public sealed class WireReaderTests(ITestOutputHelper output)
{
    private const int Seed = 31_337;

    [Fact]
    public void DecimalsAreReadExactlyWhereverTheyStandAndWhateverStandsBehind()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var fitted = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var digits = Digits(random);
            var scale = random.Next(13);
            var text = random.Next(2) == 0 ? digits : $"\"{digits}\"";
            var frame = Encoding.ASCII.GetBytes($"[{new string(' ', random.Next(9))}{text}{(random.Next(2) == 0 ? " " : "")}]");
            var exact = Exact.Parse(digits);
            long? expected = exact.Decimals <= scale && (exact.Mantissa * PowersOfTen.Wide(scale - exact.Decimals)) is var units && units <= long.MaxValue
                ? (long)units : null;

            foreach (var buffer in Buffers(frame, random))
            {
                var reader = new WireReader(buffer, frame.Length);
                var first = true;
                Assert.True(reader.BeginArray() && reader.NextItem(ref first));
                var read = random.Next(2) == 0 ? reader.ReadPrice(scale) : reader.ReadQuantity(scale);
                if (expected is { } value)
                {
                    fitted++;
                    Assert.False(reader.NextItem(ref first));
                    reader.End();
                    Assert.Equal((digits, value, FrameFault.None), (digits, read, reader.Fault));
                    Assert.Equal(digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0, reader.DecimalsSent);
                }
                else
                {
                    Assert.Equal((digits, 0L, FrameFault.BadNumber), (digits, read, reader.Fault));
                    AssertFitsAt(exact, scale, reader.WantedScale);
                }
            }
        }

        Assert.True(fitted > 50_000);
    }

    [Fact]
    public void WholeNumbersAreReadToTheirLastDigitAndRefusedBeyond()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (var round = 0; round < 30_000; round++)
        {
            var digits = new string([.. Enumerable.Range(0, 1 + random.Next(22)).Select(_ => (char)('0' + random.Next(10)))]);
            var frame = Encoding.ASCII.GetBytes(random.Next(2) == 0 ? $"[{digits}]" : $"[\"{digits}\"]");
            var isWhole = (digits.Length == 1 || digits[0] != '0') && UInt128.Parse(digits, CultureInfo.InvariantCulture) <= long.MaxValue;
            foreach (var buffer in Buffers(frame, random))
            {
                var reader = new WireReader(buffer, frame.Length);
                var first = true;
                Assert.True(reader.BeginArray() && reader.NextItem(ref first));
                var read = reader.ReadWhole();
                Assert.Equal(
                    isWhole ? (digits, long.Parse(digits, CultureInfo.InvariantCulture), FrameFault.None) : (digits, 0L, FrameFault.BadNumber),
                    (digits, read, reader.Fault));
            }
        }
    }

    [Theory]
    [InlineData("{\"s\":\"BTCUSDT\",\"p\":\"58942.01000000\",\"u\":1616176861895,\"longerthaneight\":[true,null,1.5e3]}")]
    [InlineData("[[\"0.00000638\",\"27122.00000000\"],[\"92233720368.54775807\",\"0\"]]")]
    [InlineData("\"\\u00e9\\\\ \u00e9\"")]
    public void NoPrefixOfAFrameIsAFrameWhateverStaleBytesFollowIt(string text)
    {
        var frame = Encoding.UTF8.GetBytes(text);
        for (var length = 0; length < frame.Length; length++)
        {
            // The rest of the frame itself is the most tempting rubbish of all.
            Assert.NotEqual(FrameFault.None, Walk(frame, length));
            Assert.Equal(Walk(frame.AsSpan(0, length), length), Walk(frame, length));
        }

        Assert.Equal(FrameFault.None, Walk(frame, frame.Length));
        Assert.Equal(FrameFault.None, Walk([.. frame, .. "\"]}0123456789"u8], frame.Length));
    }

    private static FrameFault Walk(ReadOnlySpan<byte> buffer, int length)
    {
        var reader = new WireReader(buffer, length);
        if (reader.Peek() != '{')
        {
            reader.Skip();
        }
        else
        {
            reader.BeginObject();
            var first = true;
            while (reader.NextMember(ref first, out _, out var name))
            {
                if (name.SequenceEqual("p"u8))
                    reader.ReadPrice(8);
                else if (name.SequenceEqual("u"u8))
                    reader.ReadWhole();
                else
                    reader.Skip();
            }
        }

        reader.End();
        return reader.Fault;
    }

    private static void AssertFitsAt(Exact value, int scale, int wanted)
    {
        if (wanted < 0)
            return;
        Assert.NotEqual(scale, wanted);
        var units = value.At(wanted);
        Assert.True(units <= long.MaxValue);

        // The nearest that will do: one step back toward the scale asked for loses a digit or has no place.
        if (wanted > scale)
            Assert.Equal(value.Decimals, wanted);
        else
            Assert.True(units * 10 > long.MaxValue);
    }

    private static string Digits(Random random)
    {
        var whole = random.Next(4) == 0 ? "0" : random.NextInt64(1, PowersOfTen.Long(1 + random.Next(12))).ToString(CultureInfo.InvariantCulture);
        if (random.Next(4) == 0)
            return whole;
        return whole + "." + new string([.. Enumerable.Range(0, 1 + random.Next(13)).Select(_ => (char)('0' + (random.Next(3) == 0 ? 0 : random.Next(10))))]);
    }

    /// <summary>Exactly as long as the frame; with a few spare bytes; with many; what is spare looks like more of the number.</summary>
    private static IEnumerable<byte[]> Buffers(byte[] frame, Random random)
    {
        const string rubbish = "0123456789\".,]}";
        foreach (var spare in new[] { 0, 1 + random.Next(7), 8 + random.Next(9) })
        {
            var buffer = new byte[frame.Length + spare];
            frame.CopyTo(buffer, 0);
            for (var i = frame.Length; i < buffer.Length; i++)
                buffer[i] = (byte)rubbish[random.Next(rubbish.Length)];
            yield return buffer;
        }
    }
}
