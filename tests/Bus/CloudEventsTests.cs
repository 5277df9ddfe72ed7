using System.Text;
using System.Text.Json;
using Arbit.Messages;
using Arbit.Messages.Commands;

namespace Arbit.Tests.Bus;

/// <summary>Envelopes in the binary binding of CloudEvents.</summary>
public sealed class CloudEventsTests
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.FromHours(1)).AddTicks(7);

    private static readonly Envelope Message = MessageCodec.Wrap(new Release("a", Now, "reservation-a") { ReplyTo = "test" }, Now) with { Key = "kraken/BTC" };

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var read = CloudEvents.Read(PropertiesOf(Message), CloudEvents.BodyOf(Message));
        Assert.Equal(Message with { Data = default }, read with { Data = default });
        Assert.True(JsonElement.DeepEquals(Message.Data, read.Data));
    }

    [Fact]
    public void Every_attribute_has_the_bindings_prefix_and_the_trace_goes_along()
    {
        var attributes = CloudEvents.AttributesOf(Message, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Assert.All(attributes, attribute => Assert.Matches("^cloudEvents:[a-z0-9]+$", attribute.Key));
        Assert.Equal("1.0", attributes.Single(attribute => attribute.Key == "cloudEvents:specversion").Value);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", attributes.Single(attribute => attribute.Key == "cloudEvents:traceparent").Value);
    }

    [Fact]
    public void Attributes_with_the_bindings_other_prefix_and_times_that_are_no_text_are_read_too()
    {
        var other = PropertiesOf(Message).ToDictionary(each => each.Key.Replace(':', '_'), each => each.Value, StringComparer.Ordinal);
        other["cloudEvents_time"] = Now.UtcDateTime;
        Assert.Equal(Message with { Data = default }, CloudEvents.Read(other, CloudEvents.BodyOf(Message)) with { Data = default });
    }

    [Theory]
    [InlineData("cloudEvents:id", null, "the event has no cloudEvents:id")]
    [InlineData("cloudEvents:specversion", "2.0", "CloudEvents 2.0 is not known here (known: 1.0)")]
    [InlineData("cloudEvents:time", "yesterday", "the event's time cannot be read")]
    [InlineData("cloudEvents:schemaversion", "one", "the event's schemaversion is no number")]
    public void What_is_no_such_event_says_what_is_wrong(string attribute, string? value, string expected)
    {
        var properties = PropertiesOf(Message);
        if (value is null)
            properties.Remove(attribute);
        else
            properties[attribute] = value;
        Assert.Equal(expected, Assert.Throws<PoisonMessageException>(() => CloudEvents.Read(properties, CloudEvents.BodyOf(Message))).Message);
    }

    [Fact]
    public void What_cannot_be_read_keeps_its_text_and_gets_a_key_of_its_own()
    {
        var received = ReceivedMessage.Of("3", 17, "1700", PropertiesOf(Message), Encoding.UTF8.GetBytes("{\"kind\":"));
        Assert.Null(received.Message);
        Assert.Equal(("unreadable:3/17", "3/17"), (received.Key, received.Place));
        Assert.Contains("cannot be read", received.Problem, StringComparison.Ordinal);
        Assert.Contains("cloudEvents:id", received.Text, StringComparison.Ordinal);
        Assert.Contains("kind", received.Text, StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> PropertiesOf(Envelope message)
        => CloudEvents.AttributesOf(message, null).ToDictionary(each => each.Key, each => (object?)each.Value, StringComparer.Ordinal);
}
