using System.Text.Json;
using System.Threading.Channels;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.Live.Events;
using Arbit.Messages;
using Arbit.Messages.Commands;

namespace Arbit.Tests.Live.Events;

/// <summary>What Event Hubs do beyond any bus: owner levels, lost answers, broken connections.</summary>
public sealed class HubReadingTests : IAsyncLifetime
{
    private const int Partitions = 4;

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    private readonly CancellationTokenSource _giveUp = new(TimeSpan.FromSeconds(90));
    private readonly SqliteStateStore _places = new(":memory:", SqliteSafety.Nothing);
    private readonly List<EventHubsBus> _buses = [];
    private LoopbackBroker _broker = null!;

    public async Task InitializeAsync() => _broker = await LoopbackBroker.StartAsync(_giveUp.Token);

    public async Task DisposeAsync()
    {
        foreach (var bus in _buses)
            await bus.DisposeAsync();
        _broker?.Dispose();
        _places.Dispose();
        _giveUp.Dispose();
    }

    [SkippableFact]
    public async Task A_higher_owner_level_takes_the_partitions_and_the_one_before_stops_and_says_so()
    {
        var (first, second) = (new ToldRight(), new ToldRight());
        using var oldFenced = new CountdownEvent(Partitions);
        using var newerFenced = new CountdownEvent(Partitions);
        var (old, oldHeard) = Reader(first, () => oldFenced.Signal());
        first.Give(5);
        await SendAsync(old, "a");
        Assert.Equal("a", (await oldHeard.ReadAsync(_giveUp.Token)).Id);

        // The lease has a new holder, and the one before does not know it yet.
        var (newer, newerHeard) = Reader(second, () => newerFenced.Signal());
        second.Give(6);
        await Task.Run(() => oldFenced.Wait(_giveUp.Token));
        await SendAsync(newer, "b");
        while ((await newerHeard.ReadAsync(_giveUp.Token)).Id != "b")
        {
        }

        Assert.False(oldHeard.TryRead(out _));
        Assert.NotEmpty(old.Problems);

        // Held again, it reads on from where the other got to.
        first.Give(7);
        await Task.Run(() => newerFenced.Wait(_giveUp.Token));
        await SendAsync(newer, "c");
        while ((await oldHeard.ReadAsync(_giveUp.Token)) is var message && message.Id != "c")
            Assert.NotEqual("a", message.Id);
    }

    [SkippableFact]
    public async Task Without_the_right_nothing_is_read_and_what_was_being_handled_comes_to_whoever_has_it()
    {
        var right = new ToldRight();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = Open(right, () => { });
        bus.Subscribe(Hub.Commands, "edge", async (_, cancellation) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await SendAsync(bus, "a");
        right.Give(1);
        await begun.Task.WaitAsync(_giveUp.Token);
        right.Give(-1);
        var next = new ToldRight();
        var (_, heard) = Reader(next, () => { });
        next.Give(2);
        Assert.Equal("a", (await heard.ReadAsync(_giveUp.Token)).Id);
    }

    [SkippableFact]
    public async Task A_lost_answer_makes_a_double_that_is_known_by_its_id()
    {
        var (bus, heard) = Reader(null, () => { }, TimeSpan.FromSeconds(2));
        await _broker.FaultsAsync(loseAnswers: 1);
        await SendAsync(bus, "a");
        Assert.Equal(("a", "a"), ((await heard.ReadAsync(_giveUp.Token)).Id, (await heard.ReadAsync(_giveUp.Token)).Id));
        Assert.Equal(2, await _broker.EventsAsync("commands", _giveUp.Token));
    }

    [SkippableFact]
    public async Task A_busy_service_is_asked_again_and_a_doubled_event_comes_twice()
    {
        var (bus, heard) = Reader(null, () => { });
        await _broker.FaultsAsync(refuse: 1, @double: 1);
        await SendAsync(bus, "a");
        Assert.Equal(("a", "a"), ((await heard.ReadAsync(_giveUp.Token)).Id, (await heard.ReadAsync(_giveUp.Token)).Id));
    }

    [SkippableFact]
    public async Task Broken_connections_are_made_again_and_nothing_is_lost()
    {
        var (bus, heard) = Reader(null, () => { });
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var round in Enumerable.Range(0, 3))
        {
            await SendAsync(bus, $"{round}a");
            await _broker.CutAsync();
            await SendUntilItIsThereAsync(bus, $"{round}b");
        }

        while (found.Count < 6)
            found.Add((await heard.ReadAsync(_giveUp.Token)).Id);
        Assert.Equal(["0a", "0b", "1a", "1b", "2a", "2b"], found);
    }

    [SkippableFact]
    public async Task A_broker_that_is_gone_says_that_nobody_knows()
    {
        var bus = new EventHubsBus(new HubAddress("Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=dGVzdA==;UseDevelopmentEmulator=true") { TryTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        _buses.Add(bus);
        await Assert.ThrowsAsync<IOException>(() => SendAsync(bus, "a"));
    }

    [SkippableFact]
    public async Task A_key_longer_than_the_service_takes_keeps_its_order_and_its_name()
    {
        var key = string.Concat(Enumerable.Repeat("kraken/BTC/", 30));
        var (bus, heard) = Reader(null, () => { });
        foreach (var number in Enumerable.Range(0, 5))
            await bus.SendAsync(Hub.Commands, Message($"{number}", key), _giveUp.Token);
        foreach (var number in Enumerable.Range(0, 5))
            Assert.Equal(($"{number}", key), ((await heard.ReadAsync(_giveUp.Token)) is var message ? message.Id : "", message.Key));
    }

    private static Envelope Message(string id, string key) => MessageCodec.Wrap(new Release(id, Now, $"reservation-{id}"), Now) with { Key = key };

    private Task SendAsync(EventHubsBus bus, string id) => bus.SendAsync(Hub.Commands, Message(id, "k"), _giveUp.Token);

    private async Task SendUntilItIsThereAsync(EventHubsBus bus, string id)
    {
        while (true)
        {
            try
            {
                await SendAsync(bus, id);
                return;
            }
            catch (IOException)
            {
                // Nobody knows: the same again.
            }
        }
    }

    private (EventHubsBus Bus, ChannelReader<Envelope> Heard) Reader(IReadingRight? right, Action fenced, TimeSpan? tryTimeout = null)
    {
        var heard = Channel.CreateUnbounded<Envelope>();
        var bus = Open(right, fenced, tryTimeout);
        bus.Subscribe(Hub.Commands, "edge", (message, _) => heard.Writer.WriteAsync(message, CancellationToken.None).AsTask());
        return (bus, heard.Reader);
    }

    private EventHubsBus Open(IReadingRight? right, Action fenced, TimeSpan? tryTimeout = null)
    {
        var address = new HubAddress(_broker.ConnectionString) { TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(15) };
        var bus = new EventHubsBus(address, TimeProvider.System, (_, _) => new ReadingTerms(_places, right)) { Fenced = (_, _) => fenced() };
        _buses.Add(bus);
        return bus;
    }
}
