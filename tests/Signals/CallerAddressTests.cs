using Arbit.Signals;

namespace Arbit.Tests.Signals;

/// <summary>The front end's own note is believed, and nothing that stands before it.</summary>
public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("52.89.214.238", "52.89.214.238")]
    [InlineData("52.89.214.238:52011", "52.89.214.238")]
    [InlineData("127.0.0.1, 52.89.214.238, 203.0.113.9:4711", "203.0.113.9")]
    [InlineData("[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("52.89.214.238, unknown", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void It_is_the_last_entry(string? header, string? expected) => Assert.Equal(expected, CallerAddress.Of(header)?.ToString());
}
