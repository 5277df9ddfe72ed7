using Arbit.EdgeRunner.Journal;

namespace Arbit.Tests.Journal;

public sealed class Crc32CTests
{
    [Fact]
    public void The_check_values_of_the_standard_hold()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        // RFC 3720 B.4: 32 bytes of zeros, of ones, and rising.
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
    }
}
