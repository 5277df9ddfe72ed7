namespace Arbit.Messages;

/// <summary>
/// Messages of one partition on their way through a handler: one of a key at a time and in their order, keys beside each other. It knows up
/// to where everything is behind it, and that place alone is kept: after the effect, and before the next of the same key.
/// </summary>
public sealed class KeyedFlow : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly Queue<Passing> _passing = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _room;
    private readonly Func<ReceivedMessage, CancellationToken, Task> _handle;
    private readonly Func<ReceivedMessage, CancellationToken, Task> _keep;
    private Exception? _failure;

    /// <param name="handle">Ends once a message is handled or put aside.</param>
    /// <param name="keep">Keeps the place behind a message: everything before it has been handled too.</param>
    /// <param name="most">So many are under way at once; more wait outside.</param>
    public KeyedFlow(Func<ReceivedMessage, CancellationToken, Task> handle, Func<ReceivedMessage, CancellationToken, Task> keep, int most)
        => (_handle, _keep, _room) = (handle, keep, new SemaphoreSlim(most));

    /// <summary>In the order of the partition; waits for room.</summary>
    /// <exception cref="IOException">A message before it could be neither handled nor put aside: read again from the place that was kept.</exception>
    public async Task AddAsync(ReceivedMessage message, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation);
        lock (_gate)
        {
            if (_failure is { } failure)
                throw new IOException($"the flow has stopped: {failure.Message}", failure);
            var passing = new Passing(message);
            _passing.Enqueue(passing);
            var line = _lines.GetValueOrDefault(message.Key, new Line(Task.CompletedTask, 0));
            _lines[message.Key] = new Line(Task.Run(() => PassAsync(line.Last, passing), CancellationToken.None), line.Length + 1);
        }
    }

    /// <summary>What is being handled ends, or is broken off and comes again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task[] left;
        lock (_gate)
            left = [.. _lines.Values.Select(line => line.Last)];
        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _room.Dispose();
    }

    private async Task PassAsync(Task before, Passing passing)
    {
        try
        {
            // Where the one before it was broken off, it may not overtake it.
            await before;
            _stopping.Token.ThrowIfCancellationRequested();
            await _handle(passing.Message, _stopping.Token);
            if (Done(passing) is { } place)
                await _keep(place, _stopping.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            lock (_gate)
                _failure ??= e;
            _room.Release();
            throw;
        }

        Leave(passing.Message.Key);
        _room.Release();
    }

    private void Leave(string key)
    {
        lock (_gate)
        {
            var line = _lines[key];
            if (line.Length == 1)
                _lines.Remove(key);
            else
                _lines[key] = line with { Length = line.Length - 1 };
        }
    }

    /// <summary>The last message up to which all are handled, where this one moved it.</summary>
    private ReceivedMessage? Done(Passing passing)
    {
        lock (_gate)
        {
            passing.IsDone = true;
            ReceivedMessage? place = null;
            while (_passing.TryPeek(out var first) && first.IsDone)
                place = _passing.Dequeue().Message;
            return place;
        }
    }

    private sealed class Passing(ReceivedMessage message)
    {
        public ReceivedMessage Message { get; } = message;

        public bool IsDone { get; set; }
    }

    private sealed record Line(Task Last, int Length);
}
