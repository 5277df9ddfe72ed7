using System.Collections.Concurrent;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal.Copy;
using Arbit.EdgeRunner.Treasury;
using Arbit.Messages;
using Arbit.Messages.Facts;

namespace Arbit.EdgeRunner.Bus;

/// <summary>
/// Between the bus and the engine: commands in, answers out. The engine waits for neither; the bus keeps its place behind a command
/// only once the engine has journalled what it came to. Where the journal leaves the machine, both wait until that has.
/// </summary>
public sealed class CommandIntake(IEventBus bus, EngineInbox inbox, TimeProvider time, JournalCopy? copy = null) : IFactSink, IAsyncDisposable
{
    private const string Group = "edge";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _underWay = new(StringComparer.Ordinal);
    private readonly System.Threading.Channels.Channel<(CommandAnswer Answer, long Behind)> _answers = System.Threading.Channels.Channel.CreateUnbounded<(CommandAnswer Answer, long Behind)>();
    private readonly CancellationTokenSource _ending = new();
    private IAsyncDisposable? _subscription;
    private Task _sending = Task.CompletedTask;

    /// <summary>How old commands are when they get here.</summary>
    public CommandAges Ages { get; } = new();

    /// <summary>Once the engine runs.</summary>
    public void Start()
    {
        _subscription = bus.Subscribe(Hub.Commands, Group, TakeAsync);
        _sending = Task.Run(SendAsync);
    }

    public void Say(CommandAnswer answer) => _answers.Writer.TryWrite((answer, Journalled));

    public void Taken(string messageId)
    {
        if (_underWay.TryRemove(messageId, out var taken))
            taken.TrySetResult(Journalled);
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null)
            await _subscription.DisposeAsync();
        _answers.Writer.TryComplete();
        await _ending.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var taken in _underWay.Values)
            taken.TrySetCanceled();
        _ending.Dispose();
    }

    /// <summary>Read here first: what nobody can read never reaches the engine.</summary>
    private async Task TakeAsync(Envelope message, CancellationToken cancellation)
    {
        MessageCodec.CommandOf(message);
        Ages.Record(time.GetUtcNow() - message.Time);
        var taken = _underWay.GetOrAdd(message.Id, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        inbox.Post(EventKind.Instruction, 0, RecordCodec.Encode(message));
        await LeftAsync(await taken.Task.WaitAsync(cancellation), cancellation);
    }

    /// <summary>An answer that cannot be sent is tried again for as long as the run lasts; what is lost with it the sender asks for again.</summary>
    private async Task SendAsync()
    {
        await foreach (var (answer, behind) in _answers.Reader.ReadAllAsync(_ending.Token))
        {
            await LeftAsync(behind, _ending.Token);
            var message = MessageCodec.Wrap(answer, CommandAnswer.EventOf(answer.CommandId), answer.ReplyTo ?? answer.CommandId);
            while (!await TrySendAsync(message))
                await Task.Delay(Pause, time, _ending.Token);
        }
    }

    /// <summary>What was journalled until now, in the copy's count.</summary>
    private long Journalled => copy?.Appended ?? 0;

    private Task LeftAsync(long journalled, CancellationToken cancellation) => copy?.StoredAsync(journalled, cancellation) ?? Task.CompletedTask;

    private async Task<bool> TrySendAsync(Envelope message)
    {
        try
        {
            await bus.SendAsync(Hub.Facts, message, _ending.Token);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
