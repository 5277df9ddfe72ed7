using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.Live.Events;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Tests.Live.Support;

namespace Arbit.Tests.Live.Events;

/// <summary>The broker and the events are what the official JavaScript client of Event Hubs, unmodified, takes them for.</summary>
public sealed class OfficialClientTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    private readonly CancellationTokenSource _giveUp = new(TimeSpan.FromSeconds(90));
    private readonly SqliteStateStore _places = new(":memory:", SqliteSafety.Nothing);
    private LoopbackBroker _broker = null!;
    private EventHubsBus _bus = null!;

    public async Task InitializeAsync()
    {
        _broker = await LoopbackBroker.StartAsync(_giveUp.Token);
        _bus = new EventHubsBus(new HubAddress(_broker.ConnectionString), TimeProvider.System, (_, _) => new ReadingTerms(_places, null));
    }

    public async Task DisposeAsync()
    {
        if (_bus is not null)
            await _bus.DisposeAsync();
        _broker?.Dispose();
        _places.Dispose();
        _giveUp.Dispose();
    }

    [SkippableFact]
    public async Task It_sends_a_batch_and_reads_it_again_through_the_broker()
    {
        await RunAsync("send", "facts", "a-key", "one", "two", "three");
        var read = JsonDocument.Parse(await RunAsync("read", "facts", "3")).RootElement;
        Assert.Equal(["one", "two", "three"], read.EnumerateArray().Select(each => each.GetProperty("properties").GetProperty("cloudEvents:id").GetString()!));
        Assert.All(read.EnumerateArray(), each => Assert.Equal("a-key", each.GetProperty("partitionKey").GetString()));
    }

    [SkippableFact]
    public async Task It_reads_our_events_as_cloud_events_with_the_trace()
    {
        using var span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var sent = MessageCodec.Wrap(new Release("ours", Now, "reservation-ours"), Now) with { Key = "kraken/BTC" };
        await _bus.SendAsync(Hub.Facts, sent, _giveUp.Token);
        var read = JsonDocument.Parse(await RunAsync("read", "facts", "1")).RootElement[0];
        var properties = read.GetProperty("properties");
        Assert.Equal("application/json", read.GetProperty("contentType").GetString());
        Assert.Equal("kraken/BTC", read.GetProperty("partitionKey").GetString());
        Assert.True(JsonElement.DeepEquals(sent.Data, read.GetProperty("body")));
        Assert.Equal(
            ("1.0", "ours", "slow", "command", "kraken/BTC", "1", span.Id),
            (Of("specversion"), Of("id"), Of("source"), Of("type"), Of("partitionkey"), Of("schemaversion"), Of("traceparent")));

        string Of(string attribute) => properties.GetProperty($"cloudEvents:{attribute}").GetString()!;
    }

    [SkippableFact]
    public async Task We_read_what_it_sends_each_event_of_its_batch_in_order()
    {
        var heard = Channel.CreateUnbounded<Envelope>();
        await using var subscription = _bus.Subscribe(Hub.Commands, "edge", (message, _) => heard.Writer.WriteAsync(message, CancellationToken.None).AsTask());
        await RunAsync("send", "commands", "kraken/BTC", "one", "two");
        foreach (var id in (string[])["one", "two"])
        {
            var message = await heard.Reader.ReadAsync(_giveUp.Token);
            Assert.Equal((id, "javascript", "kraken/BTC"), (message.Id, message.Source, message.Key));
            Assert.Equal(id, Assert.IsType<Release>(MessageCodec.CommandOf(message)).Reservation);
        }
    }

    [SkippableFact]
    public async Task What_is_no_event_of_ours_is_put_aside_with_the_reason_and_the_next_goes_on()
    {
        var heard = Channel.CreateUnbounded<Envelope>();
        await using var subscription = _bus.Subscribe(Hub.Commands, "edge", (message, _) => heard.Writer.WriteAsync(message, CancellationToken.None).AsTask());
        await using (var producer = new HubAddress(_broker.ConnectionString).Producer(Hub.Commands))
            await producer.SendAsync([new Azure.Messaging.EventHubs.EventData("no JSON")], new Azure.Messaging.EventHubs.Producer.SendEventOptions { PartitionKey = "k" }, _giveUp.Token);
        await RunAsync("send", "commands", "k", "good");
        Assert.Equal("good", (await heard.Reader.ReadAsync(_giveUp.Token)).Id);
        IReadOnlyList<DeadMessage> dead;
        while ((dead = await DeadLetterReader.ReadAsync(_broker, _giveUp.Token)).Count == 0)
        {
        }

        var letter = Assert.Single(dead);
        Assert.Equal((Hub.Commands, "edge", "the event has no cloudEvents:specversion"), (letter.Hub, letter.Group, letter.Reason));
        Assert.Contains("no JSON", letter.Message, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var client = NodeProgram.Start("official-client.js", [_broker.ConnectionString, .. arguments]);
        return await client.EndAsync(_giveUp.Token);
    }
}
