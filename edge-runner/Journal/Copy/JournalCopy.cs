using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Arbit.EdgeRunner.Execution;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>
/// The intent log's records on their way off the machine, as they happen: in a store that outlives the disk. The engine never waits for
/// it; answers of the slow side do, so what was answered is never lost with the disk. One copy for each lease that was held, begun with the
/// book as it stood: the newest is the one to go on from.
/// </summary>
public sealed class JournalCopy : IAsyncDisposable
{
    private const string Table = "journal";
    private const string Epochs = "epochs";
    private const int LargestRow = 200_000;
    private const int Page = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IStateStore _store;
    private readonly TimeProvider _time;
    private readonly Channel<Entry> _waiting = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _watchers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private long _epoch;
    private long _appended;
    private long _stored;
    private string? _problem;

    /// <param name="store">Outlives the disk.</param>
    /// <param name="time">Its clock.</param>
    public JournalCopy(IStateStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Why records do not leave; null while they do. Any thread.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    /// <summary>How much was ever handed over.</summary>
    public long Appended => Volatile.Read(ref _appended);

    /// <summary>A lease was got: a copy of its own, from the state that everything after it goes on from. The engine's thread.</summary>
    public void Begin(long epoch, byte[] checkpoint)
    {
        _epoch = epoch;
        Add(checkpoint, isFirst: true);
    }

    /// <summary>Before the first lease nothing leaves: what happened until then is in the state that the copy begins with. The engine's thread.</summary>
    public void Append(byte[] record)
    {
        if (_epoch != 0)
            Add(record, isFirst: false);
    }

    /// <summary>Until everything handed over up to there is where no disk can take it.</summary>
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
    public async Task<(byte[] Checkpoint, IReadOnlyList<byte[]> Records)?> ReadAsync(CancellationToken cancellation)
    {
        if ((await _store.ListAsync(Table, Epochs, "", 1, cancellation)) is not [var newest])
            return null;
        var found = new List<byte[]>();
        var text = new StringBuilder();
        var next = 0L;
        while (true)
        {
            var rows = await _store.ListAsync(Table, newest.Json.Trim('"'), RowOf(next), Page, cancellation);
            foreach (var row in rows)
            {
                if (row.Row != RowOf(next++))
                    throw new InvalidDataException($"the copy of the journal has no {RowOf(next - 1)} and goes on at {row.Row}");
                foreach (var piece in WorkflowJson.Read<string[]>(row.Json))
                {
                    text.Append(piece, 1, piece.Length - 1);
                    if (piece[0] == '+')
                        continue;
                    found.Add(Encoding.UTF8.GetBytes(text.ToString()));
                    text.Clear();
                }
            }

            if (rows.Count < Page)
                break;
        }

        return found.Count > 0 ? (found[0], found[1..]) : throw new InvalidDataException("the copy of the journal has no beginning");
    }

    /// <summary>What was handed over leaves first, as far as the store takes it without waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        _stopping.CancelAfter(Pause * 5);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static string PartitionOf(long epoch) => epoch.ToString("D19", CultureInfo.InvariantCulture);

    private static string RowOf(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    private void Add(byte[] content, bool isFirst)
    {
        Volatile.Write(ref _appended, _appended + 1);
        _waiting.Writer.TryWrite(new Entry(_epoch, content, isFirst, _appended));
    }

    /// <summary>In their order, as many in a row as fit.</summary>
    private async Task RunAsync()
    {
        var row = 0L;
        var pieces = new List<string>();
        while (await _waiting.Reader.WaitToReadAsync(_stopping.Token))
        {
            var size = 0;
            Entry? last = null;
            while (size < LargestRow && _waiting.Reader.TryPeek(out var entry) && (last is null || !(entry.IsFirst || last.IsFirst)))
            {
                _waiting.Reader.TryRead(out last);
                row = entry.IsFirst ? 0 : row;
                var text = Encoding.UTF8.GetString(entry.Content);
                for (var at = 0; at < text.Length; at += LargestRow)
                {
                    var isLast = at + LargestRow >= text.Length;
                    pieces.Add($"{(isLast ? '.' : '+')}{text.AsSpan(at, Math.Min(LargestRow, text.Length - at))}");
                    size += pieces[^1].Length;
                    if (isLast)
                        continue;
                    await StoreAsync(PartitionOf(entry.Epoch), RowOf(row++), pieces);
                }
            }

            await StoreAsync(PartitionOf(last!.Epoch), RowOf(row++), pieces);

            // Newest first: it is found only once its beginning is whole.
            if (last.IsFirst)
                await StoreTextAsync(Epochs, PartitionOf(long.MaxValue - last.Epoch), WorkflowJson.Write(PartitionOf(last.Epoch)));
            Stored(last.Number);
        }
    }

    private Task StoreAsync(string partition, string row, List<string> pieces)
    {
        var json = WorkflowJson.Write(pieces);
        pieces.Clear();
        return StoreTextAsync(partition, row, json);
    }

    /// <summary>Until it is there: nothing overtakes it.</summary>
    private async Task StoreTextAsync(string partition, string row, string json)
    {
        while (true)
        {
            try
            {
                if (!await _store.TryInsertAsync(Table, partition, row, json, _stopping.Token)
                    && (await _store.FindAsync(Table, partition, row, _stopping.Token))?.Json != json)
                    throw new InvalidOperationException($"somebody else wrote {partition}/{row} of the journal's copy");
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

    private sealed record Entry(long Epoch, byte[] Content, bool IsFirst, long Number);
}
