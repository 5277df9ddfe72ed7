using System.Diagnostics;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Tests.Support;

namespace Arbit.Tests.Bus;

/// <summary>One message at a time, handled or put aside, in told time.</summary>
public sealed class PatientHandlerTests
{
    private readonly ManualTime _time = new();
    private readonly RecordingBus _bus = new();
    private readonly PatientHandler _handler;

    public PatientHandlerTests() => _handler = new PatientHandler(_bus, Hub.Facts, "slow", _time);

    [Fact]
    public async Task One_that_fails_twice_is_handled_the_third_time()
    {
        var tries = 0;
        Assert.True(await UntilAsync(_handler.HandleAsync(Received(), (_, _) => ++tries < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask, default)));
        Assert.Equal(3, tries);
        Assert.Empty(_bus.Sent);
    }

    [Fact]
    public async Task One_that_goes_on_failing_is_put_aside_with_the_reason_and_its_text()
    {
        var tries = 0;
        Assert.False(await UntilAsync(_handler.HandleAsync(Received(), (_, _) => throw new InvalidOperationException($"failure {++tries}"), default)));
        Assert.Equal(HandlingTries.Most, tries);
        var (hub, letter) = Assert.Single(_bus.Sent);
        var dead = DeadLetter.Read(letter);
        Assert.Equal((Hub.DeadLetter, "dead:Facts:slow:2/9"), (hub, letter.Id));
        Assert.Equal((Hub.Facts, "slow", "tried 5 times: failure 5"), (dead.Hub, dead.Group, dead.Reason));
        Assert.Contains("reservation-a", dead.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poison_is_put_aside_at_once()
    {
        var tries = 0;
        Assert.False(await _handler.HandleAsync(Received(), (_, _) => throw new PoisonMessageException($"unknown {++tries}"), default));
        Assert.Equal("unknown 1", DeadLetter.Read(Assert.Single(_bus.Sent).Message).Reason);
    }

    [Fact]
    public async Task What_cannot_be_read_is_put_aside_without_being_handed_over()
    {
        var received = ReceivedMessage.Of("2", 9, "900", new Dictionary<string, object?>(StringComparer.Ordinal), "hello"u8.ToArray());
        Assert.False(await _handler.HandleAsync(received, (_, _) => throw new InvalidOperationException("handed over"), default));
        var dead = DeadLetter.Read(Assert.Single(_bus.Sent).Message);
        Assert.Equal("the event has no cloudEvents:specversion", dead.Reason);
        Assert.Contains("hello", dead.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_on_behind_nothing_that_is_nowhere()
    {
        _bus.Away = 20;
        Assert.False(await UntilAsync(_handler.HandleAsync(Received(), (_, _) => throw new PoisonMessageException("unknown"), default)));
        Assert.Single(_bus.Sent);
    }

    [Fact]
    public async Task Broken_off_it_is_neither_handled_nor_put_aside()
    {
        using var stopping = new CancellationTokenSource();
        var handling = _handler.HandleAsync(Received(), (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation), stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handling);
        Assert.Empty(_bus.Sent);
    }

    [Fact]
    public async Task It_is_handled_under_the_senders_trace()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PatientHandler.Tracing,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        string? trace = null;
        await _handler.HandleAsync(
            Received() with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
            (_, _) =>
            {
                trace = Activity.Current?.TraceId.ToString();
                return Task.CompletedTask;
            },
            default);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", trace);
    }

    private static ReceivedMessage Received()
    {
        var message = MessageCodec.Wrap(new Release("a", DateTimeOffset.UnixEpoch, "reservation-a"), DateTimeOffset.UnixEpoch);
        return ReceivedMessage.Of("2", 9, "900", CloudEvents.AttributesOf(message, null).ToDictionary(each => each.Key, each => (object?)each.Value, StringComparer.Ordinal), CloudEvents.BodyOf(message));
    }

    /// <summary>Time passes for as long as it waits for it.</summary>
    private async Task<bool> UntilAsync(Task<bool> handling)
    {
        while (!handling.IsCompleted)
        {
            var timer = _time.WhenTimerAsync(_ => true);
            if (await Task.WhenAny(handling, timer) == timer)
                _time.Advance(await timer);
        }

        return await handling;
    }
}
