using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Arbit.EdgeRunner.Bus;
using Arbit.Markets;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Money;

namespace Arbit.Tests.Bus;

/// <summary>What every bus keeps to, whatever carries it. It hands over at least once; what it does beyond that is each one's own.</summary>
public abstract class EventBusContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    private readonly CancellationTokenSource _giveUp = new(Patience);

    public abstract Task InitializeAsync();

    public virtual Task DisposeAsync()
    {
        _giveUp.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Where messages are sent and taken.</summary>
    protected abstract IEventBus Bus { get; }

    /// <summary>While set, a place cannot be kept: as if the process ended behind every effect.</summary>
    protected abstract bool LosesPlaces { set; }

    /// <summary>The process ends and another begins on what the bus has kept.</summary>
    protected abstract Task RestartAsync();

    protected abstract Task<IReadOnlyList<DeadMessage>> DeadLettersAsync();

    [SkippableFact]
    public async Task What_was_sent_arrives_as_it_was()
    {
        var sent = Message("a", "k");
        await SendAsync(sent);
        var heard = await new Listener(Bus).UntilAsync(1, _giveUp.Token);
        Assert.Equal(sent with { Data = default }, heard[0] with { Data = default });
        Assert.True(JsonElement.DeepEquals(sent.Data, heard[0].Data));
    }

    [SkippableFact]
    public async Task Order_holds_within_a_key()
    {
        await using var listener = new Listener(Bus);
        foreach (var number in Enumerable.Range(0, 120))
            await SendAsync(Message($"{number:D3}", $"k{number % 5}"));
        var heard = await listener.UntilAsync(120, _giveUp.Token);
        foreach (var key in heard.GroupBy(message => message.Key, StringComparer.Ordinal))
        {
            var firsts = key.Select(message => message.Id).Distinct(StringComparer.Ordinal).ToList();
            Assert.Equal(firsts.Order(StringComparer.Ordinal), firsts);
        }
    }

    [SkippableFact]
    public async Task One_message_of_a_key_is_handled_at_a_time_and_other_keys_do_not_wait()
    {
        var release = new TaskCompletionSource();
        var inside = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var most = 0;
        await using var listener = new Listener(Bus, "g", async message =>
        {
            most = Math.Max(most, inside.AddOrUpdate(message.Key, 1, (_, now) => now + 1));
            if (message.Key == "slow")
                await release.Task;
            inside.AddOrUpdate(message.Key, 0, (_, now) => now - 1);
        });
        foreach (var key in (string[])["slow", "slow", "quick", "quick"])
            await SendAsync(Message($"{key}-{Guid.NewGuid():N}", key));
        var heard = await listener.UntilAsync(2, _giveUp.Token);
        Assert.All(heard, message => Assert.Equal("quick", message.Key));
        release.SetResult();
        await listener.UntilAsync(4, _giveUp.Token);
        Assert.Equal(1, most);
    }

    [SkippableFact]
    public async Task Two_groups_both_get_everything_and_two_of_one_group_share_it()
    {
        await using var first = new Listener(Bus, "first");
        await using var second = new Listener(Bus, "second");
        foreach (var number in Enumerable.Range(0, 20))
            await SendAsync(Message($"{number:D2}", $"k{number % 3}"));
        Assert.Equal(20, Ids(await first.UntilAsync(20, _giveUp.Token)).Count);
        Assert.Equal(20, Ids(await second.UntilAsync(20, _giveUp.Token)).Count);
    }

    [SkippableFact]
    public async Task An_unknown_version_is_put_aside_with_the_reason_and_the_next_of_its_key_goes_on()
    {
        await using var listener = new Listener(Bus, "g", message =>
        {
            MessageCodec.CommandOf(message);
            return Task.CompletedTask;
        });
        await SendAsync(Message("new", "k") with { Version = 7 });
        await SendAsync(Message("strange", "k") with { Type = "something" });
        await SendAsync(Message("unreadable", "k") with { Data = JsonSerializer.SerializeToElement(new { kind = "reserve", amount = "a lot" }) });
        await SendAsync(Message("good", "k"));
        Assert.Equal("good", Assert.Single(Ids(await listener.UntilAsync(1, _giveUp.Token))));
        var dead = await DeadLettersAsync();
        Assert.Equal(3, dead.Count);
        Assert.Contains("version 7 of a command is not known here (known: 1)", dead[0].Reason, StringComparison.Ordinal);
        Assert.Contains("a command was expected, this is a 'something'", dead[1].Reason, StringComparison.Ordinal);
        Assert.Contains("cannot be read", dead[2].Reason, StringComparison.Ordinal);
        Assert.All(dead, message => Assert.Equal((Hub.Commands, "g"), (message.Hub, message.Group)));
        Assert.Contains("\"new\"", dead[0].Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_handler_that_fails_is_tried_again_and_one_that_goes_on_failing_is_put_aside()
    {
        var tries = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var listener = new Listener(Bus, "g", message =>
        {
            var count = tries.AddOrUpdate(message.Id, 1, (_, now) => now + 1);
            return message.Id == "never" || (message.Id == "later" && count < 3) ? throw new InvalidOperationException("not today") : Task.CompletedTask;
        });
        await SendAsync(Message("later", "a"));
        await SendAsync(Message("never", "b"));
        await SendAsync(Message("behind", "b"));
        Assert.Equal(["behind", "later"], Ids(await listener.UntilAsync(2, _giveUp.Token)));
        Assert.Contains("not today", Assert.Single(await DeadLettersAsync()).Reason, StringComparison.Ordinal);
        Assert.True(tries["never"] > 1);
    }

    [SkippableFact]
    public async Task The_place_is_kept_after_the_effect_never_before_it()
    {
        LosesPlaces = true;
        await using (var listener = new Listener(Bus))
        {
            await SendAsync(Message("a", "k"));
            await listener.UntilAsync(1, _giveUp.Token);
            await RestartAsync();
        }

        LosesPlaces = false;
        await using var after = new Listener(Bus);
        Assert.Equal("a", (await after.UntilAsync(1, _giveUp.Token))[0].Id);
    }

    [SkippableFact]
    public async Task What_nobody_has_handled_survives_a_restart_and_what_was_handled_does_not_come_again_for_good()
    {
        await SendAsync(Message("a", "k"));
        await RestartAsync();
        await using (var listener = new Listener(Bus))
        {
            Assert.Equal("a", (await listener.UntilAsync(1, _giveUp.Token))[0].Id);
            await SendAsync(Message("b", "k"));
            await SendAsync(Message("c", "k"));

            // The third is handed over once the second's place is kept.
            await listener.UntilAsync(3, _giveUp.Token);
        }

        await RestartAsync();
        await using var after = new Listener(Bus);
        await SendAsync(Message("d", "k"));
        var heard = Ids(await after.UntilAsync(heard => heard.Any(message => message.Id == "d"), _giveUp.Token));
        Assert.DoesNotContain("a", heard);
        Assert.DoesNotContain("b", heard);
    }

    protected Task SendAsync(Envelope message) => Bus.SendAsync(Hub.Commands, message, _giveUp.Token);

    protected static Envelope Message(string id, string key)
        => MessageCodec.Wrap(new Release(id, Now, $"reservation-{id}") { ReplyTo = "test" }, Now) with { Key = key };

    protected static SortedSet<string> Ids(IEnumerable<Envelope> messages) => new(messages.Select(message => message.Id), StringComparer.Ordinal);

    protected CancellationToken GiveUp => _giveUp.Token;

    /// <summary>A group that takes down what it has handled.</summary>
    protected sealed class Listener : IAsyncDisposable
    {
        private readonly Channel<Envelope> _handled = Channel.CreateUnbounded<Envelope>();
        private readonly List<Envelope> _heard = [];
        private readonly IAsyncDisposable _subscription;

        public Listener(IEventBus bus, string group = "g", Func<Envelope, Task>? effect = null) => _subscription = bus.Subscribe(Hub.Commands, group, async (message, _) =>
        {
            if (effect is not null)
                await effect(message);
            await _handled.Writer.WriteAsync(message, CancellationToken.None);
        });

        /// <summary>Until so many different ones were handled.</summary>
        public Task<List<Envelope>> UntilAsync(int different, CancellationToken giveUp) => UntilAsync(heard => Ids(heard).Count >= different, giveUp);

        public async Task<List<Envelope>> UntilAsync(Func<List<Envelope>, bool> isEnough, CancellationToken giveUp)
        {
            while (!isEnough(_heard))
                _heard.Add(await _handled.Reader.ReadAsync(giveUp));
            return _heard;
        }

        public ValueTask DisposeAsync() => _subscription.DisposeAsync();
    }
}
