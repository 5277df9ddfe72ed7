using Arbit.State;

namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>
/// The intent log's records on their way off the machine, as they happen: in a store that outlives the disk. The engine never waits for
/// it; answers of the slow side do, so what was answered is never lost with the disk. A copy begins with the book as it stood, when a lease
/// was got and whenever the last has become long: the newest is the one to go on from.
/// </summary>
public sealed class JournalCopy : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CopyTable _table;
    private readonly CopyQueue _queue;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _watchers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private long _stored;
    private string? _problem;
    private string? _untidy;

    /// <param name="store">Outlives the disk.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="limits">Where others than the usual are wanted.</param>
    public JournalCopy(IStateStore store, TimeProvider time, CopyLimits? limits = null)
    {
        (_table, _queue, _time) = (new CopyTable(store), new CopyQueue(limits ?? CopyLimits.Usual), time);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Why records do not leave, or old ones stay; null while all is well. Any thread.</summary>
    public string? Problem => Volatile.Read(ref _problem) is not { } problem ? Volatile.Read(ref _untidy)
        : _queue.IsLost ? $"{problem}; more wait than can, so the whole book leaves instead once it takes them" : problem;

    /// <summary>How much was ever handed over.</summary>
    public long Appended => _queue.Appended;

    /// <summary>A copy should begin anew, and the store takes it: not where it is away, for the book would only have to wait as well.</summary>
    public bool IsBookDue => Volatile.Read(ref _problem) is null && _queue.IsBookDue;

    /// <summary>
    /// A lease was got, or the copy under it has become long: another, from the state as everything until now has left it. What waits is in
    /// that, and is not written any more. The engine's thread.
    /// </summary>
    public void Begin(long epoch, byte[] checkpoint) => _queue.Begin(epoch, checkpoint);

    /// <summary>Before the first lease nothing leaves: what happened until then is in the state that the copy begins with. The engine's thread.</summary>
    public void Append(byte[] record) => _queue.Append(record);

    /// <summary>Until everything handed over up to there is where no disk can take it, one by one or as the book that it came to.</summary>
    public Task StoredAsync(long appended, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_stored >= appended)
                return Task.CompletedTask;
            var watcher = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Enqueue(watcher, appended);
            return watcher.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The newest copy: what it began with, and the records after it; null where there is none.</summary>
    /// <exception cref="IOException">The store does not answer.</exception>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public Task<(byte[] Checkpoint, IReadOnlyList<byte[]> Records)?> ReadAsync(CancellationToken cancellation) => _table.ReadAsync(cancellation);

    /// <summary>What was handed over leaves first, as far as the store takes it without waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Complete();
        _stopping.CancelAfter(Pause * 5);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>In their order, as many in a row as fit; what is old is deleted where nothing waits.</summary>
    private async Task RunAsync()
    {
        var taken = new List<CopyEntry>();
        var (key, row, isTidy) = (default(CopyKey), 0L, true);
        while (true)
        {
            if (!_queue.TryTake(taken, CopyRow.Longest))
            {
                if (!isTidy && !_queue.IsOver)
                    isTidy = await IsTidyAsync(key);
                else if (!await _queue.ArrivalAsync())
                    return;
                continue;
            }

            var (first, last) = (taken[0], taken[^1]);
            if (first.IsFirst)
            {
                (key, row) = (new CopyKey(first.Epoch, key.Number + 1), 0);
                await UntilDoneAsync(() => _table.BeginAsync(key, _stopping.Token));
            }

            foreach (var json in CopyRow.Cut(taken))
            {
                await UntilDoneAsync(() => _table.AddAsync(key, row, json, _stopping.Token));
                row++;
            }

            if (first.IsFirst)
            {
                await UntilDoneAsync(() => _table.CompleteAsync(key, _stopping.Token));
                isTidy = false;
            }

            Stored(last.Number);
        }
    }

    /// <summary>Nothing overtakes it.</summary>
    private async Task UntilDoneAsync(Func<Task> storing)
    {
        while (true)
        {
            try
            {
                await storing();
                Volatile.Write(ref _problem, null);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Volatile.Write(ref _problem, $"the journal's records do not leave the machine: {e.Message}");
            }

            await Task.Delay(Pause, _time, _stopping.Token);
        }
    }

    /// <summary>After a step, which a failure makes none of: it is taken again, and no record waits for it longer than a pause.</summary>
    private async Task<bool> IsTidyAsync(CopyKey key)
    {
        try
        {
            var isTidy = !await _table.TidyAsync(key, _stopping.Token);
            Volatile.Write(ref _untidy, null);
            return isTidy;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Volatile.Write(ref _untidy, $"old copies of the journal cannot be deleted: {e.Message}");
        }

        await Task.Delay(Pause, _time, _stopping.Token);
        return false;
    }

    private void Stored(long number)
    {
        lock (_gate)
        {
            _stored = number;
            while (_watchers.TryPeek(out var watcher, out var appended) && appended <= number)
            {
                _watchers.Dequeue();
                watcher.TrySetResult();
            }
        }
    }
}
