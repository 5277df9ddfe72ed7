using Arbit.Messages;
using Arbit.Messages.Facts;
using Arbit.Signals;
using Arbit.Slow;
using Arbit.Tests.State;
using Arbit.Tests.Support;

namespace Arbit.Tests.Slow;

/// <summary>Processes count beside each other, and tell what all of them have counted.</summary>
public sealed class SignalTotalsTests
{
    private readonly ManualTime _time = new();
    private readonly ToldBus _bus = new();
    private readonly ScriptedStateStore _store = new();

    [Fact]
    public async Task The_sum_of_all_processes_is_told()
    {
        var ((one, tallyOfOne), (two, tallyOfTwo)) = (Process(), Process());
        tallyOfOne.Count(new IntakeAnswer(200, ""));
        tallyOfOne.Count(new IntakeAnswer(401, ""));
        await one.TellAsync(default);
        tallyOfTwo.Count(new IntakeAnswer(200, ""));
        await two.TellAsync(default);
        tallyOfOne.Count(new IntakeAnswer(200, "") { IsDuplicate = true });
        await one.TellAsync(default);
        Assert.Equal((2, 1, 1), Told());
        var sent = _bus.Sent.Count;
        await one.TellAsync(default);
        Assert.Equal(sent, _bus.Sent.Count);
    }

    [Fact]
    public async Task What_could_not_be_told_is_counted_once()
    {
        var (totals, tally) = Process();
        tally.Count(new IntakeAnswer(200, ""));
        _bus.IsAway = true;
        await Assert.ThrowsAsync<IOException>(() => totals.TellAsync(default));
        _bus.IsAway = false;
        await totals.TellAsync(default);
        Assert.Equal((1, 0, 0), Told());
    }

    private (SignalTotals, SignalTally) Process()
    {
        var tally = new SignalTally();
        return (new SignalTotals(_store, tally, _bus, _time), tally);
    }

    private (long Received, long Duplicate, long Refused) Told()
    {
        var told = (SignalsTold)MessageCodec.FactOf(_bus.Sent[^1].Message);
        return (told.Received, told.Duplicate, told.Refused);
    }
}
